import { ChronosError } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { cacheFolderOf } from "./config-place.ts";

/** A folder for sockets that only this user can enter; its path is short, as those of sockets have to be. */
export function findTunnelFolder(host: Pick<Host, "env" | "user" | "files" | "temporaryFolder">): string {
	const { env, user, temporaryFolder } = host;
	const runtime = env["XDG_RUNTIME_DIR"] ?? "";
	const candidates = [
		...(runtime.startsWith("/") ? [`${runtime}/chronos-job`] : []),
		`${cacheFolderOf(host)}/ssh`,
		`${temporaryFolder}/chronos-job-${user.id ?? ""}`,
	];
	const folder = candidates.find((path) => path.length <= longestFolder) ?? candidates.at(-1) ?? "";
	makeOwn(host, folder);
	return folder;
}

/** Of 104 characters on some systems; ssh itself adds 17 to the names it makes. */
const longestFolder = 60;

function makeOwn({ files, user }: Pick<Host, "files" | "user">, folder: string): void {
	try {
		files.mkdirSync(folder, { recursive: true, mode: 0o700 });
		const { uid, mode } = files.lstatSync(folder);
		if (user.id === undefined || (uid === user.id && (mode & 0o077) === 0)) return;
	} catch (error) {
		throw refusal(
			`${folder} cannot be made (${systemCodeOf(error) ?? String(error)})`,
			`Make it with \`mkdir -m 700 ${folder}\`.`,
		);
	}
	throw refusal(`${folder} is open to others`, `Run \`chmod 700 ${folder}\` if it is yours.`);
}

function refusal(message: string, hint: string): ChronosError {
	return new ChronosError("tunnel.failed", message, { hint });
}
