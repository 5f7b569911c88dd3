import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { resolve, unreadable } from "./unreadable.ts";

export interface JobFile {
	readonly path: string;
	/** Whether somebody named it; files found in a folder may turn out to be something else. */
	readonly isNamed: boolean;
}

export type Found = JobFile | ChronosError;

/** By its ending. */
export const isJobFile = (name: string) => /\.(jsonc?|ya?ml)$/i.test(name);
const isSkipped = (name: string) => name.startsWith(".") || name === "node_modules";

/** A file is itself; a folder is every job file below it, sorted; `-` is standard input. What cannot be read is told, not thrown. */
export function findJobFiles(host: Host, path: string): readonly Found[] {
	if (path === "-") return [{ path, isNamed: true }];
	try {
		if (!host.files.statSync(resolve(host, path)).isDirectory()) return [{ path, isNamed: true }];
	} catch (error) {
		return [unreadable(path, error)];
	}
	const found = [...walk(host, path.replace(/(.)\/+$/, "$1"))];
	return found.length > 0 ? found : [emptyFolder(path)];
}

function* walk(host: Host, folder: string): Generator<Found> {
	let entries;
	try {
		entries = host.files.readdirSync(resolve(host, folder), { withFileTypes: true });
	} catch (error) {
		yield unreadable(folder, error);
		return;
	}
	for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
		if (isSkipped(entry.name)) continue;
		const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
		if (entry.isDirectory()) yield* walk(host, path);
		else if (isJobFile(entry.name)) yield { path, isNamed: false };
	}
}

function emptyFolder(path: string): ChronosError {
	return new ChronosError("document.unreadable", `the folder ${path} has no job file in it`, {
		hint: "Job files end in .json, .jsonc, .yaml or .yml.",
	});
}
