import { type Duration, formatDuration, parseDuration } from "./duration.ts";
import { type Start, formatStart, parseStart } from "./start.ts";

/** An ISO 8601 repeating interval; no start means "now", at every reading until the first launch (contract §4.1). */
export interface Schedule {
	readonly repeat: number | "forever";
	readonly start: Start | undefined;
	readonly period: Duration;
}

const largestRepeat = 9_223_372_036_854_775_807n;

export function parseSchedule(text: string): Schedule | undefined {
	const firstSlash = text.indexOf("/");
	const lastSlash = text.lastIndexOf("/");
	if (lastSlash <= firstSlash || text[lastSlash + 1] !== "P") return undefined;
	const repeat = parseRepeat(text.slice(0, firstSlash));
	const period = parseDuration(text.slice(lastSlash + 1));
	if (repeat === undefined || period === undefined) return undefined;
	if (lastSlash === firstSlash + 1) return { repeat, start: undefined, period };
	const start = parseStart(text.slice(firstSlash + 1, lastSlash));
	return start && { repeat, start, period };
}

/** Prints the form in which Chronos writes a schedule back after a launch (contract §4.5). */
export function formatSchedule({ repeat, start, period }: Schedule): string {
	const count = repeat === "forever" ? "" : BigInt(repeat).toString();
	return `R${count}/${start === undefined ? "" : formatStart(start)}/${formatDuration(period)}`;
}

function parseRepeat(text: string): number | "forever" | undefined {
	if (text === "R") return "forever";
	if (!/^R\d+$/.test(text)) return undefined;
	const count = Number(text.slice(1));
	if (count <= Number.MAX_SAFE_INTEGER) return count;
	// Chronos counts in 64 bits; beyond 2^53 the count is only known to be inexhaustible.
	return BigInt(text.slice(1)) <= largestRepeat ? Number.MAX_SAFE_INTEGER : undefined;
}
