import { ChronosError } from "@chronos-job/core";
import { checkStateDirectory, findStateDirectory, parseServerRecord, type StateDirectory } from "@chronos-job/local";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { askServer, isNobody, unreachable } from "./ask-server.ts";
import { parseFields } from "./json-fields.ts";
import { parseServerStatus, type ServerStatus } from "./server-status.ts";

/** What a server answers about itself. */
export const serverPath = "/local/v1/server";

export function stateOf(host: Host, asked: string | undefined): StateDirectory {
	return findStateDirectory({ env: host.env, cwd: host.cwd, home: host.user.home }, asked);
}

/** The server that runs on a state directory, by its own word. */
export async function findServer(host: Host, state: StateDirectory): Promise<ServerStatus | undefined> {
	checkStateDirectory(state, host.user.id);
	const record = parseServerRecord(readIfThere(host, state.serverFile));
	if (record === undefined) return undefined;
	try {
		const { text } = await askServer(host, { socketPath: record.socket, method: "GET", path: serverPath });
		const status = parseServerStatus(parseFields(text));
		if (status === undefined) throw unreachable(record.socket, new Error("it answers something else"));
		return status;
	} catch (error) {
		if (isNobody(error)) return undefined;
		throw error;
	}
}

function readIfThere(host: Host, file: string): string {
	try {
		return host.files.readFileSync(file, "utf8");
	} catch (error) {
		if (["ENOENT", "ENOTDIR"].includes(systemCodeOf(error) ?? "")) return "";
		throw new ChronosError("local.state-refused", `${file} cannot be read (${systemCodeOf(error)})`, {
			hint: "Give a state directory of your own with --state.",
			cause: error,
		});
	}
}
