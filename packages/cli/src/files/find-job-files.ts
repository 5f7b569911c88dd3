import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { systemCodeOf } from "./file-system.ts";

const isJobFile = (name: string) => /\.(jsonc?|ya?ml)$/.test(name);
const isSkipped = (name: string) => name.startsWith(".") || name === "node_modules";

/** A file is itself; a folder is every job file below it, sorted; `-` is standard input. */
export function findJobFiles(host: Host, path: string): readonly string[] {
	if (path === "-") return [path];
	if (!isFolder(host, path)) return [path];
	const found = [...walk(host, path.replace(/(.)\/+$/, "$1"))];
	if (found.length > 0) return found;
	throw new ChronosError("document.unreadable", `the folder ${path} has no job file in it`, {
		hint: "Job files end in .json, .jsonc, .yaml or .yml.",
	});
}

function isFolder(host: Host, path: string): boolean {
	try {
		return host.files.statSync(resolve(host, path)).isDirectory();
	} catch (error) {
		throw unreadable(path, error);
	}
}

function* walk(host: Host, folder: string): Generator<string> {
	let entries;
	try {
		entries = host.files.readdirSync(resolve(host, folder), { withFileTypes: true });
	} catch (error) {
		throw unreadable(folder, error);
	}
	for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
		if (isSkipped(entry.name)) continue;
		const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
		if (entry.isDirectory()) yield* walk(host, path);
		else if (isJobFile(entry.name)) yield path;
	}
}

export function resolve(host: Host, path: string): string {
	return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) ? path : `${host.cwd}/${path}`;
}

export function unreadable(path: string, error: unknown): ChronosError {
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
