/** What makes a terminal put a text on the clipboard (OSC 52); undefined where it is longer than terminals take. */
export function copySequence(text: string): string | undefined {
	const encoded = Buffer.from(text, "utf8").toString("base64");
	return encoded.length > longest ? undefined : `\u001B]52;c;${encoded}\u0007`;
}

const longest = 100_000;
