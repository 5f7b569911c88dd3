import { shortHash } from "@chronos-job/core";

/** The name of a job as that of a file: any name that a server may have, and one that no folder hides. */
export function fileNameOf(job: string): string {
	const name = encodeURIComponent(job).replace(/^\./, "%2E");
	return name.length <= longest ? name : `${name.slice(0, kept).replace(/%[\dA-F]?$/, "")}-${shortHash(job)}`;
}

// Most file systems take 255 bytes, and something may be appended.
const longest = 200;
const kept = 180;
