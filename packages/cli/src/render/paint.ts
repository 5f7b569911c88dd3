import type { Screen } from "../host.ts";

const codes = {
	bold: [1, 22],
	dim: [2, 22],
	red: [31, 39],
	green: [32, 39],
	yellow: [33, 39],
	blue: [34, 39],
	cyan: [36, 39],
} as const;

type Tone = keyof typeof codes;

/** Colours by name; plain text where the screen has none. */
export function paint(screen: Pick<Screen, "color">): Readonly<Record<Tone, (text: string) => string>> {
	const tone =
		(name: Tone) =>
		(text: string): string =>
			screen.color && text !== "" ? `\u001B[${codes[name][0]}m${text}\u001B[${codes[name][1]}m` : text;
	return {
		bold: tone("bold"),
		dim: tone("dim"),
		red: tone("red"),
		green: tone("green"),
		yellow: tone("yellow"),
		blue: tone("blue"),
		cyan: tone("cyan"),
	};
}
