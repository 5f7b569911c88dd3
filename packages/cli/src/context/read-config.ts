import { ChronosError, parseConfig } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import type { LoadedConfig } from "./load-config.ts";

/** A file of contexts that is there; refused where somebody else could write it. */
export function readConfig(host: Pick<Host, "user" | "files">, path: string): LoadedConfig {
	const text = readText(host, path);
	const { config, problem } = parseConfig(text, path);
	if (problem !== undefined) throw new ChronosError("config.invalid", problem.message, { hint: problem.hint });
	return { path, text, config };
}

function readText(host: Pick<Host, "user" | "files">, path: string): string {
	try {
		const text = host.files.readFileSync(path, "utf8");
		checkOwner(host, path);
		return text;
	} catch (error) {
		if (error instanceof ChronosError) throw error;
		throw new ChronosError("config.invalid", `${path} cannot be read (${systemCodeOf(error) ?? String(error)})`, {
			hint: "Make it a file that you can read.",
			cause: error,
		});
	}
}

/** Whoever may write the file may have commands run: a password can come from one. */
function checkOwner({ files, user }: Pick<Host, "user" | "files">, path: string): void {
	if (user.id === undefined) return;
	const { uid, mode } = files.statSync(path);
	if ((mode & 0o022) !== 0) throw unsafe(`others can write ${path}`, `chmod 600 ${path}`);
	if (uid === user.id || uid === 0) return;
	throw unsafe(`${path} belongs to somebody else (user ${uid})`, `chown ${user.id} ${path}`);
}

function unsafe(message: string, remedy: string): ChronosError {
	return new ChronosError("config.unsafe", message, { hint: `Run \`${remedy}\`.` });
}
