/** The name of a job as that of a file: any name that a server may have, and one that no folder hides. */
export function fileNameOf(job: string): string {
	const name = encodeURIComponent(job).replace(/^\./, "%2E");
	return name.length <= longest ? name : `${name.slice(0, kept).replace(/%[\dA-F]?$/, "")}-${shortHash(job)}`;
}

// Most file systems take 255 bytes, and something may be appended.
const longest = 200;
const kept = 180;

/** Tells apart names that look alike: 32 bits of FNV-1a. */
export function shortHash(text: string): string {
	const hash = new TextEncoder()
		.encode(text)
		.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
	return hash.toString(16).padStart(8, "0");
}
