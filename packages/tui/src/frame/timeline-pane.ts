import { comingRows } from "../state/coming-rows.ts";
import type { JobRow } from "../state/job-row.ts";
import type { Level } from "../state/level.ts";
import { formatAge } from "../text/age.ts";
import { cutMiddle, padEnd, padStart } from "../text/cells.ts";
import { formatTime } from "../text/clock-time.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { Line } from "./frame.ts";
import { lineOf, span } from "./line.ts";
import { clampTop, type Pane, type PanePage, placeNote } from "./pane.ts";
import { startsByHour } from "./starts-by-hour.ts";

type TimelineLevel = Extract<Level, { readonly kind: "timeline" }>;

/** The next start of every job, and how often each starts in the coming 24 hours. */
export function timelinePane({ state, columns, rows, glyphs }: PanePage, { scroll }: TimelineLevel): Pane {
	const { now, data, place } = state;
	const coming = comingRows(data.jobs);
	const nameCells = Math.max(8, columns - whenCells - hours - 4);
	const top = clampTop(scroll.top, rows - 1, coming.length);
	const shown = coming.slice(top, top + rows - 1);
	const away = data.counts.total - coming.length;
	const note = away === 0 ? "" : `${away} without a next start`;
	return {
		title: {
			text: "next starts, and the coming 24 hours",
			note: [note, placeNote(top, rows - 1, coming.length)].filter((word) => word !== "").join(", "),
			isFocused: true,
		},
		lines: [headingLine(), ...shown.map(timeLine), ...(shown.length === 0 ? [noneLine()] : [])],
	};

	function headingLine(): Line {
		const heading = `${padEnd("IN", 5)}  ${padEnd("AT", 8)}  ${padEnd("NAME", nameCells)}  ${hourMarks(now, place.zone)}`;
		return lineOf([span(heading, "strong")], columns);
	}

	function timeLine(row: JobRow): Line {
		const at = row.nextAt ?? now;
		const when = at <= now ? "due" : formatAge(at - now);
		const name = padEnd(cutMiddle(stripToLine(row.name), nameCells, glyphs.ellipsis), nameCells);
		const bar = startsByHour(row, now)
			.map((count) => countSign(count, glyphs.dot))
			.join("");
		const time = `${padStart(when, 5)}  ${formatTime(at, place.zone)}  `;
		return lineOf([span(time, at <= now ? "waiting" : "plain"), span(`${name}  `), span(bar, "active")], columns);
	}

	function noneLine(): Line {
		return lineOf([span("no job has a next start", "dim")], columns);
	}
}

const hours = 24;
const whenCells = 17;

/** Every third hour of the day, above the cell where it begins. */
function hourMarks(now: number, zone: string | undefined): string {
	const marks = Array.from({ length: hours / 3 }, (_, index) =>
		formatTime(now + index * 3 * 3_600_000, zone).slice(0, 2),
	);
	return marks.map((mark) => padEnd(mark, 3)).join("");
}

function countSign(count: number, none: string): string {
	if (count === 0) return none;
	return count > 9 ? "#" : String(count);
}
