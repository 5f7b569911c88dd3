import type { Diagnosis } from "./diagnose.ts";

interface Part {
	readonly amount: string;
	readonly unit: string;
	/** Whether a T stands before it. */
	readonly isTime: boolean;
}

const unitNames: ReadonlyMap<string, string> = new Map([
	["Y", "years"],
	["W", "weeks"],
	["D", "days"],
	["H", "hours"],
	["S", "seconds"],
]);

/** Letters that are no units, and numbers or units that stand alone. */
export function badUnits(text: string): Diagnosis | undefined {
	if (!text.startsWith("P")) return undefined;
	const body = text.slice(1).toUpperCase();
	const stray = /[^\dYMWDHST.,+-]/.exec(body);
	if (stray !== null) return { problem: `${stray[0]} is not a unit of a period` };
	const bare = /(?:^|[YMWDHST])([YMWDHS])/.exec(body);
	if (bare !== null) return { problem: `the unit ${bare[1]} has no number before it` };
	const last = /[\d.,]+(?=$|T)/.exec(body);
	if (last !== null) return { problem: `the number ${last[0]} has no unit after it` };
	return /T.*T/.test(body) ? { problem: "a second T in the period" } : undefined;
}

/** Good units in a wrong place or with a wrong fraction: puts each where it belongs. */
export function arrangePeriod(text: string): Diagnosis | undefined {
	const parts = partsOf(text);
	if (parts === undefined) return undefined;
	const problem = fractionProblem(parts) ?? timeProblem(parts) ?? "the units of the period are out of order";
	return { problem, repaired: arrange(parts.flatMap(splitFraction)) };
}

function partsOf(text: string): readonly Part[] | undefined {
	const body = text.slice(1).toUpperCase();
	if (!/^(?:T?[+-]?[\d.,]+[YMWDHS])+$/.test(body)) return undefined;
	const timeAt = body.indexOf("T");
	return [...body.matchAll(/([+-]?[\d.,]+)([YMWDHS])/g)].map(({ index, 1: amount = "", 2: unit = "" }) => ({
		amount: amount.replace(",", "."),
		unit,
		isTime: timeAt !== -1 && index > timeAt,
	}));
}

function fractionProblem(parts: readonly Part[]): string | undefined {
	return parts.some(({ amount, unit }) => amount.includes(".") && unit !== "S")
		? "fractions are only allowed in seconds"
		: undefined;
}

function timeProblem(parts: readonly Part[]): string | undefined {
	const early = parts.find(({ unit, isTime }) => !isTime && (unit === "H" || unit === "S"));
	if (early !== undefined) return `${unitNames.get(early.unit)} after P need a T: PT${early.amount}${early.unit}`;
	const late = parts.find(({ unit, isTime }) => isTime && (unit === "Y" || unit === "W" || unit === "D"));
	return late && `${unitNames.get(late.unit)} stand before the T: P${late.amount}${late.unit}`;
}

const smaller: ReadonlyMap<string, readonly [unit: string, count: number]> = new Map([
	["W", ["D", 7]],
	["D", ["H", 24]],
	["H", ["M", 60]],
	["M", ["S", 60]],
]);

/** 1.5 hours are 1 hour and 30 minutes; a fraction of a year or a month has no such words. */
function splitFraction(part: Part): readonly Part[] {
	const next = smaller.get(part.unit);
	if (!part.amount.includes(".") || next === undefined || (part.unit === "M" && !part.isTime)) return [part];
	const [unit, count] = next;
	const whole = Math.trunc(Number(part.amount));
	const rest = Number(((Number(part.amount) - whole) * count).toFixed(6));
	const isTime = part.isTime || unit === "H" || unit === "M";
	const restParts = rest === 0 ? [] : splitFraction({ amount: String(rest), unit, isTime });
	return whole === 0 ? restParts : [{ ...part, amount: String(whole) }, ...restParts];
}

/** Undefined where an M may be months or minutes, or a unit comes twice. */
function arrange(parts: readonly Part[]): string | undefined {
	const slots = parts.map((_, index) => slotOf(parts, index));
	if (slots.includes(undefined) || new Set(slots).size < slots.length) return undefined;
	const at = (letter: string): string => {
		const part = parts[slots.indexOf(letter)];
		return part === undefined ? "" : `${part.amount}${part.unit}`;
	};
	const time = ["H", "m", "S"].map(at).join("");
	return `P${["Y", "M", "W", "D"].map(at).join("")}${time === "" ? "" : `T${time}`}`;
}

/** `M` for months, `m` for minutes. */
function slotOf(parts: readonly Part[], index: number): string | undefined {
	const part = parts[index];
	if (part?.unit !== "M") return part?.unit;
	if (part.isTime || parts.slice(0, index).some(({ unit }) => unit === "H")) return "m";
	const isBeforeDays = ["W", "D"].includes(parts[index + 1]?.unit ?? "");
	return isBeforeDays ? "M" : undefined;
}
