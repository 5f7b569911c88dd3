import { layoutOf } from "../state/layout.ts";
import { matchedLines } from "../state/search.ts";
import type { JobLevel } from "../state/level.ts";
import { widthOf } from "../text/cells.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { wrapCells } from "../text/wrap.ts";
import type { Line } from "./frame.ts";
import { lineOf, span } from "./line.ts";
import { clampTop, type Pane, type PanePage, placeNote } from "./pane.ts";
import { textLine } from "./text-line.ts";

/** What the program or a job said, as far as it is in sight. */
export function textPane(page: PanePage, level: JobLevel): Pane {
	const log = level.text.status === "failed" ? "" : logNote(level, page);
	const notes = [searchNote(level), log, placeOf(level, page)].filter((note) => note !== "");
	const isFocused = level.isFocused || layoutOf(page.state).table === undefined;
	const title = { text: titleOf(level), note: notes.join(", "), isFocused };
	return { title, lines: linesOf(level, page) };
}

function titleOf({ pane, job, text, log }: JobLevel): string {
	const what = stripToLine(pane === "log" ? `${log.stream} of ${job}` : `${pane} of ${job}`);
	return text.title === "" || text.title === job ? what : `${what}: ${stripToLine(text.title)}`;
}

function searchNote({ search, text }: JobLevel): string {
	if (search === undefined || search.text === "") return "";
	const found = matchedLines(text.lines, search.text);
	const at = found.indexOf(search.current) + 1;
	return found.length === 0 ? `nothing matches /${search.text}` : `/${search.text} ${at}/${found.length}`;
}

/** Whether new lines are shown as they come, and what was let go. */
function logNote({ pane, log, text, wraps }: JobLevel, { glyphs }: PanePage): string {
	const unseen = log.unseen > 0 ? `, ${log.unseen} new` : "";
	const paused = `${glyphs.paused} following paused ${glyphs.dash} G to resume${unseen}`;
	const end = text.isEnded ? "ended" : "following";
	const parts = [
		...(pane === "log" && text.status === "ready" ? [log.follows || text.isEnded ? end : paused] : []),
		...(text.dropped > 0 ? [`${text.dropped} earlier lines dropped`] : []),
		...(wraps ? ["wrapped"] : []),
	];
	return parts.join(", ");
}

function placeOf(level: JobLevel, { rows }: PanePage): string {
	const { length } = level.text.lines;
	if (isFollowing(level)) return length === 0 ? "" : `${length} ${length === 1 ? "line" : "lines"}`;
	return placeNote(level.scroll.top, rows, length);
}

function isFollowing({ pane, log }: JobLevel): boolean {
	return pane === "log" && log.follows;
}

function linesOf(level: JobLevel, page: PanePage): readonly Line[] {
	const { status, lines, isEnded } = level.text;
	if (lines.length > 0) return level.wraps ? wrappedLines(level, page) : plainLines(level, page);
	if (status === "failed") return [];
	const words = status === "loading" ? "loading" : emptyWords(isEnded);
	return [lineOf([span(words, "dim")], page.columns)];
}

function emptyWords(isEnded: boolean): string {
	return isEnded ? "nothing was written" : "nothing was written yet";
}

function plainLines(level: JobLevel, { columns, rows }: PanePage): readonly Line[] {
	const { lines } = level.text;
	const top = isFollowing(level) ? Math.max(0, lines.length - rows) : clampTop(level.scroll.top, rows, lines.length);
	return lines.slice(top, top + rows).map((_, index) => {
		const line = top + index;
		return textLine(markedText(level, line), level.scroll.left, columns);
	});
}

function markedText({ text, search }: JobLevel, line: number): Parameters<typeof textLine>[0] {
	return {
		text: text.lines[line] ?? "",
		tone: text.status === "failed" ? "bad" : "plain",
		word: search?.text ?? "",
		isCurrent: search?.current === line,
	};
}

/** From the line at the top; or the last rows, while the end stays in sight. */
function wrappedLines(level: JobLevel, { columns, rows }: PanePage): readonly Line[] {
	const { lines } = level.text;
	const from = isFollowing(level) ? Math.max(0, lines.length - rows) : Math.min(level.scroll.top, lines.length - 1);
	const all = lines.slice(from, from + rows).flatMap((text, index) => {
		const marked = markedText(level, from + index);
		let left = 0;
		return wrapCells(text, columns).map((row) => {
			const line = textLine(marked, left, columns);
			left += widthOf(row);
			return line;
		});
	});
	return isFollowing(level) ? all.slice(-rows) : all;
}
