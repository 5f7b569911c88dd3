/** Where the last lines of a text begin; undefined when they begin before it. */
export function tailStart(bytes: Uint8Array, lines: number): number | undefined {
	if (lines === 0) return bytes.length;
	let missing = lines;
	// A line end at the very end ends the last line and begins no other.
	for (let index = bytes.length - 2; index >= 0; index -= 1) {
		if (bytes[index] === lineEnd) missing -= 1;
		if (missing === 0) return index + 1;
	}
	return undefined;
}

const lineEnd = 0x0a;
