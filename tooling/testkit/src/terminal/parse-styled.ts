/** How a piece of a screen looks; colours are numbers of the palette of 16. */
export interface Style {
	readonly color?: number | undefined;
	readonly background?: number | undefined;
	readonly isBold?: boolean;
	readonly isDim?: boolean;
	readonly isItalic?: boolean;
	readonly isUnderlined?: boolean;
	readonly isReversed?: boolean;
}

/** Neighbouring characters that look the same. */
export interface StyledRun {
	/** The first cell, from 0. */
	readonly column: number;
	/** How many cells. */
	readonly width: number;
	readonly text: string;
	readonly style: Style;
}

/** The lines of a screen with escape sequences, as tmux captures it. */
export function parseStyled(screen: string): readonly (readonly StyledRun[])[] {
	const lines: StyledRun[][] = [];
	let style: Style = {};
	for (const line of screen.replace(/\n$/, "").split("\n")) {
		const runs: StyledRun[] = [];
		let column = 0;
		for (const [, codes, text = ""] of line.matchAll(piece)) {
			if (codes !== undefined) style = after(style, codes);
			for (const part of partsOf(text)) {
				const width = widthOf(part);
				runs.push({ column, width, text: part, style });
				column += width;
			}
		}
		lines.push(runs);
	}
	return lines;
}

const escape = "\u001B";
/** The codes of a style, or another sequence, or text. */
const piece = new RegExp(
	`${escape}\\[([\\d;:]*)m|${escape}\\][^${escape}\\u0007]*(?:\\u0007|${escape}\\\\)|${escape}[()]?.|([^${escape}]+)`,
	"gu",
);
const wide =
	/[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;

/** Wide characters stand alone: fonts do not agree on how wide. */
function partsOf(text: string): readonly string[] {
	return text.split(new RegExp(`(${wide.source})`, "u")).filter((part) => part !== "");
}

function widthOf(part: string): number {
	return wide.test(part) ? 2 : Array.from(part).length;
}

const switches: Readonly<Record<number, Style>> = {
	1: { isBold: true },
	2: { isDim: true },
	3: { isItalic: true },
	4: { isUnderlined: true },
	7: { isReversed: true },
	22: { isBold: false, isDim: false },
	23: { isItalic: false },
	24: { isUnderlined: false },
	27: { isReversed: false },
	39: { color: undefined },
	49: { background: undefined },
};

function after(before: Style, codes: string): Style {
	let style = before;
	for (const code of codes.split(/[;:]/).map(Number)) style = code === 0 ? {} : { ...style, ...changeOf(code) };
	return style;
}

function changeOf(code: number): Style {
	if (code >= 30 && code <= 37) return { color: code - 30 };
	if (code >= 90 && code <= 97) return { color: code - 82 };
	if (code >= 40 && code <= 47) return { background: code - 40 };
	return switches[code] ?? {};
}
