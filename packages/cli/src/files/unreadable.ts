import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { systemCodeOf } from "./file-system.ts";

export function resolve(host: Pick<Host, "cwd">, path: string): string {
	if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return path;
	if (host.cwd !== "") return `${host.cwd}/${path}`;
	throw new ChronosError("document.unreadable", "the folder you are in was removed", {
		hint: "Change to another one with `cd`.",
	});
}

export function unreadable(path: string, error: unknown): ChronosError {
	if (error instanceof ChronosError) return error;
	const code = systemCodeOf(error) ?? "";
	const problem = problems[code] ?? `cannot be read (${code || String(error)})`;
	return new ChronosError("document.unreadable", `${path} ${problem}`, { hint: hints[code], cause: error });
}

const problems: Readonly<Record<string, string>> = {
	ENOENT: "does not exist",
	EACCES: "may not be read by you",
	EPERM: "may not be read by you",
	EISDIR: "is a folder",
	ENOTDIR: "runs through something that is not a folder",
	ELOOP: "is a chain of links that never ends",
};

const hints: Readonly<Record<string, string>> = {
	ENOENT: "Check the spelling, and the folder you are in.",
	EACCES: "Change its permissions, or run as a user who may read it.",
};
