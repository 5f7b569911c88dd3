/** What somebody else said as a part of a sentence of ours: without line breaks, and nothing that a terminal would obey. */
export function oneLine(text: string): string {
	const line = text
		.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
		.trim()
		.replace(/\.+$/, "");
	return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}

const longestLine = 400;
