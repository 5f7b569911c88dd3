import { graphemesIn, widthOf } from "../text/cells.ts";
import type { Line } from "./frame.ts";

/** The line for a terminal that knows no other characters; as wide as before. */
export function asciiLine(line: Line): Line {
	if (line.spans.every(({ text }) => ascii.test(text))) return line;
	return { spans: line.spans.map((span) => ({ ...span, text: asciiText(span.text) })) };
}

const ascii = /^[ -~]*$/;

function asciiText(text: string): string {
	if (ascii.test(text)) return text;
	return [...graphemesIn(text)].map(({ segment }) => asciiSign(segment)).join("");
}

function asciiSign(segment: string): string {
	if (ascii.test(segment)) return segment;
	return signs[segment] ?? (boxes.test(segment) ? "+" : "?".repeat(widthOf(segment)));
}

const boxes = /^[\u2500-\u257F]/;

const signs: Readonly<Partial<Record<string, string>>> = {
	"…": "~",
	"×": "x",
	"–": "-",
	"—": "-",
	"→": ">",
	"←": "<",
	"↑": "^",
	"↓": "v",
	"·": ".",
	"•": "*",
	"✓": "+",
	"✗": "x",
	"─": "-",
	"│": "|",
	"“": '"',
	"”": '"',
	"’": "'",
	"▁": "_",
	"▂": ".",
	"▃": "-",
	"▄": "=",
	"▅": "+",
	"▆": "*",
	"▇": "%",
	"█": "#",
};
