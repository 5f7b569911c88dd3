import { widthOf } from "./width-of.ts";

/** Breaks a text into lines of at most `width` columns, at spaces. */
export function wrap(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(/\s+/).filter((word) => word !== "")) {
		const longer = line === "" ? word : `${line} ${word}`;
		if (widthOf(longer) > width && line !== "") {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return line === "" ? lines : [...lines, line];
}
