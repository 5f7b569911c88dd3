import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { resolve, unreadable } from "./find-job-files.ts";

/** The text of a file, or of standard input for `-`. Files that cannot be job files are refused before they are read. */
export async function readText(host: Host, path: string): Promise<string> {
	if (path === "-") return host.readStdin();
	const size = sizeOf(host, path);
	if (size > largestBytes) throw tooLarge(path, size);
	try {
		return host.files.readFileSync(resolve(host, path), "utf8");
	} catch (error) {
		throw unreadable(path, error);
	}
}

const largestBytes = 64 * 1024 * 1024;

function sizeOf(host: Host, path: string): number {
	try {
		const stat = host.files.statSync(resolve(host, path));
		if (stat.isFile() || stat.isFIFO() || stat.isCharacterDevice()) return stat.size;
	} catch (error) {
		throw unreadable(path, error);
	}
	throw new ChronosError("document.unreadable", `${path} is not a file`);
}

function tooLarge(path: string, bytes: number): ChronosError {
	return new ChronosError(
		"document.unreadable",
		`${path} has ${Math.round(bytes / 1024 / 1024)} MB, and no job file has more than 64`,
		{
			hint: "Name a job file, or split the jobs over several files.",
		},
	);
}
