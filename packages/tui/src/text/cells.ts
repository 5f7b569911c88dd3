import stringWidth from "string-width";

/** How many cells of the terminal a text takes; it has no control characters. */
export function widthOf(text: string): number {
	return isNarrow(text) ? text.length : stringWidth(text);
}

/** The beginning of a text, with an ellipsis where the rest was. */
export function cutEnd(text: string, width: number, ellipsis = "…"): string {
	if (width <= 0) return "";
	if (widthOf(text) <= width) return text;
	return `${sliceCells(text, 0, width - widthOf(ellipsis)).trimEnd()}${ellipsis}`.slice(0, width);
}

/** Both ends of a text: names of a sweep differ in their tails. */
export function cutMiddle(text: string, width: number, ellipsis = "…"): string {
	if (width <= 0) return "";
	const whole = widthOf(text);
	if (whole <= width) return text;
	const room = width - widthOf(ellipsis);
	if (room < 2) return cutEnd(text, width, ellipsis);
	const tail = Math.floor(room / 2);
	const head = sliceCells(text, 0, room - tail);
	return `${head}${ellipsis}${sliceCells(text, whole - tail, tail)}`;
}

/** Spaces after a text until it is as wide; never cuts. */
export function padEnd(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Spaces before a text until it is as wide; never cuts. */
export function padStart(text: string, width: number): string {
	return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** At most `width` cells of a text, from the cell `left`; half of a wide character is left out. */
export function sliceCells(text: string, left: number, width: number): string {
	if (width <= 0) return "";
	if (isNarrow(text)) return text.slice(left, left + width);
	let cell = 0;
	let slice = "";
	for (const { segment } of graphemesIn(text)) {
		const next = cell + stringWidth(segment);
		if (next > left + width) break;
		if (cell >= left) slice += segment;
		cell = next;
	}
	return slice;
}

/** What people take for single characters. */
export function graphemesIn(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
	return segmenter.segment(text);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Whether each character takes one cell: so it is with all that the screen is made of besides names. */
export function isNarrow(text: string): boolean {
	return narrow.test(text);
}

const narrow = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2500-\u25FB✓✗⋯]*$/;
