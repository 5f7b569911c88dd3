import { parseDuration, parseSchedule, parseStart } from "@chronos-job/schemas";
import { diagnose, type Diagnosis, type Doctor } from "./diagnose.ts";
import { diagnoseCron } from "./diagnose-cron.ts";
import { periodDoctor } from "./diagnose-period.ts";
import { repeatDoctor } from "./diagnose-repeat.ts";
import { startDoctor } from "./diagnose-start.ts";
import { periodBetween } from "./period-between.ts";

export interface ScheduleProblem {
	/** Facts, lower-case, no final period. */
	readonly problem: string;
	/** The whole schedule, repaired; absent where the wish cannot be known. It always parses. */
	readonly correction?: string;
	/** A schedule that may be meant, where the wish is likely but not certain. It always parses. */
	readonly suggestion?: string;
	/** The time zone that goes with it. */
	readonly zone?: string;
}

/** Why Chronos cannot parse a schedule; undefined for one that it can. With the time, plain crons get a suggestion. */
export function explainSchedule(text: string, now?: number): ScheduleProblem | undefined {
	if (parseSchedule(text) !== undefined) return undefined;
	const { problem, repaired, suggested, zone } = diagnoseCron(text, now) ?? diagnoseEnds(text) ?? diagnoseParts(text);
	if (isSchedule(repaired)) return { problem, correction: repaired };
	return isSchedule(suggested) ? { problem, suggestion: suggested, ...(zone !== undefined && { zone }) } : { problem };
}

function isSchedule(text: string | undefined): text is string {
	return text !== undefined && parseSchedule(text) !== undefined;
}

function diagnoseEnds(text: string): Diagnosis | undefined {
	const trimmed = text.trim();
	if (trimmed === text) return undefined;
	if (trimmed === "") return { problem: "nothing but space" };
	const [where, space] = text.startsWith(trimmed) ? ["after", text.slice(trimmed.length)] : ["before", text];
	const what = where === "after" && /[\r\n]/.test(space) ? "a line end" : "a space";
	return { problem: `${what} ${where} the schedule`, repaired: explainSchedule(trimmed)?.correction ?? trimmed };
}

function diagnoseParts(text: string): Diagnosis {
	const [first, ...rest] = text.split("/");
	const last = rest.pop();
	if (first === undefined || last === undefined) return diagnoseWithoutSlash(text);
	if (rest.length === 0) return diagnoseTwoParts(first, last);
	const start = rest.join("/");
	if (parseDuration(start) !== undefined && parseStart(last) !== undefined) {
		return {
			problem: "the period before a date: Chronos reads a start and then a period",
			suggested: `${first}/${last}/${start}`,
		};
	}
	return diagnoseThreeParts([first, start, last]);
}

function diagnoseThreeParts([repeat, start, period]: readonly [
	repeat: string,
	start: string,
	period: string,
]): Diagnosis {
	const parts = [
		diagnosePart(repeat, repeatDoctor),
		diagnosePart(start, startDoctor),
		diagnosePart(period, periodDoctor, () => suggestPeriod(start, period)),
	];
	return {
		problem: parts.find(({ problem }) => problem !== "")?.problem ?? form,
		repaired: join(parts.map(({ repaired }) => repaired)),
		suggested: join(parts.map(({ repaired, suggested }) => repaired ?? suggested)),
		zone: parts[1]?.zone,
	};
}

/** A sound part is its own repair. */
function diagnosePart(text: string, doctor: Doctor, suggest?: () => string | undefined): Diagnosis {
	const fault = diagnose(text, doctor) ?? { problem: "", repaired: text };
	return { ...fault, suggested: fault.suggested ?? suggest?.() };
}

function join(parts: readonly (string | undefined)[]): string | undefined {
	return parts.includes(undefined) ? undefined : parts.join("/");
}

function suggestPeriod(start: string, end: string): string | undefined {
	const [first, last] = [parseStart(start), parseStart(end)];
	return first && last && periodBetween(first, last);
}

function diagnoseTwoParts(first: string, last: string): Diagnosis {
	if (parseDuration(last) === undefined) return { problem: `one / only: ${form}` };
	if (/^R\d*$/i.test(first)) {
		return { problem: "no start: an empty one has its / all the same", repaired: `${first.toUpperCase()}//${last}` };
	}
	return { problem: "no repetition before the start: R for ever, R1 for once", suggested: `R/${first}/${last}` };
}

function diagnoseWithoutSlash(text: string): Diagnosis {
	if (text === "") return { problem: "an empty schedule" };
	if (parseDuration(text) !== undefined)
		return { problem: "a period alone, without a repetition and a start", suggested: `R//${text}` };
	if (/^\d{4}-/.test(text) && parseStart(text) !== undefined)
		return { problem: "a date alone, without a repetition and a period", suggested: `R1/${text}/P1D` };
	return { problem: `no / in it: ${form}` };
}

const form = "a schedule is R[count]/start/period";
