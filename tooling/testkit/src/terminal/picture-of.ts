import { parseStyled, type Style, type StyledRun } from "./parse-styled.ts";

export interface PictureOptions {
	readonly columns: number;
	/** Above the screen, and what is read where pictures are not seen. */
	readonly title: string;
}

const cell = { width: 8.4, height: 17 } as const;
const margin = 14;
const bar = 30;
const ground = "#16181d";
const ink = "#d6d9e0";
const darker = "#3b4048 #f2777a #8fd18f #f0c674 #7db4f0 #d39ce6 #6cc7d1 #c8ccd4".split(" ");
const brighter = "#7c8594 #ff9a9c #aee8ae #ffdf91 #a5ceff #e7b9f7 #92e2ea #ffffff".split(" ");
const palette = [...darker, ...brighter];

/** A screen with escape sequences as a picture: its own dark ground, so that it reads the same on any page. */
export function pictureOf(styledScreen: string, { columns, title }: PictureOptions): string {
	const lines = parseStyled(styledScreen);
	const width = round(columns * cell.width + 2 * margin);
	const height = round(lines.length * cell.height + bar + margin);
	const body = lines.flatMap((runs, row) => runs.flatMap((run) => drawn(run, row)));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escaped(title)}</title>`,
		`<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${ink}}</style>`,
		`<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>`,
		...["#f2777a", "#f0c674", "#8fd18f"].map(
			(color, index) => `<circle cx="${20 + index * 18}" cy="15" r="5" fill="${color}"/>`,
		),
		`<text x="${round(width / 2)}" y="20" text-anchor="middle" fill-opacity=".6">${escaped(title)}</text>`,
		...body,
		"</svg>",
		"",
	].join("\n");
}

function drawn(run: StyledRun, row: number): readonly string[] {
	const { color, background } = colorsOf(run.style);
	const top = round(bar + row * cell.height);
	const box = `<rect x="${leftOf(run.column)}" y="${top}" width="${round(run.width * cell.width)}" height="${cell.height}" fill="${background ?? ""}"/>`;
	const words = wordsOf(run).map(({ column, width, text }) => {
		const place = `x="${leftOf(column)}" y="${round(top + 13)}" textLength="${round(width * cell.width)}"`;
		return `<text ${place} lengthAdjust="spacingAndGlyphs"${looks(run.style, color)}>${escaped(text)}</text>`;
	});
	return background === undefined ? words : [box, ...words];
}

function leftOf(column: number): number {
	return round(margin + column * cell.width);
}

/** The parts between wide gaps: viewers make one blank of many. */
function wordsOf({ column, width, text }: StyledRun): readonly Pick<StyledRun, "column" | "width" | "text">[] {
	// A wide character stands alone, and has no blanks.
	if (width !== Array.from(text).length) return [{ column, width, text }];
	return [...text.matchAll(/\S+(?: \S+)*/g)].map((found) => {
		const [word] = found;
		const before = Array.from(text.slice(0, found.index)).length;
		return { column: column + before, width: Array.from(word).length, text: word };
	});
}

function colorsOf({ color, background, isReversed }: Style): {
	readonly color: string | undefined;
	readonly background: string | undefined;
} {
	const front = color === undefined ? undefined : palette[color];
	const back = background === undefined ? undefined : palette[background];
	return isReversed ? { color: back ?? ground, background: front ?? ink } : { color: front, background: back };
}

function looks(style: Style, color: string | undefined): string {
	return [
		color === undefined ? "" : ` style="fill:${color}"`,
		style.isBold ? ' font-weight="bold"' : "",
		style.isDim ? ' fill-opacity=".6"' : "",
		style.isItalic ? ' font-style="italic"' : "",
		style.isUnderlined ? ' text-decoration="underline"' : "",
	].join("");
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function round(length: number): number {
	return Math.round(length * 10) / 10;
}
