import { parseDuration, parseSchedule, parseStart } from "@chronos-job/schemas";
import { diagnose, type Diagnosis } from "./diagnose.ts";
import { diagnoseCron } from "./diagnose-cron.ts";
import { periodDoctor } from "./diagnose-period.ts";
import { repeatDoctor } from "./diagnose-repeat.ts";
import { startDoctor } from "./diagnose-start.ts";

export interface ScheduleProblem {
	/** Facts, lower-case, no final period. */
	readonly problem: string;
	/** The whole schedule, repaired; absent where the wish cannot be known. It always parses. */
	readonly correction?: string;
}

/** Why Chronos cannot parse a schedule; undefined for one that it can. With the time, daily crons get a correction. */
export function explainSchedule(text: string, now?: number): ScheduleProblem | undefined {
	if (parseSchedule(text) !== undefined) return undefined;
	const { problem, repaired } = diagnoseCron(text, now) ?? diagnoseEnds(text) ?? diagnoseParts(text);
	const isSafe = repaired !== undefined && parseSchedule(repaired) !== undefined;
	return isSafe ? { problem, correction: repaired } : { problem };
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
		return { problem: "the period before a date: Chronos reads a start and then a period" };
	}
	return diagnoseThreeParts([first, start, last]);
}

function diagnoseThreeParts([repeat, start, period]: readonly [
	repeat: string,
	start: string,
	period: string,
]): Diagnosis {
	const faults = {
		repeat: diagnose(repeat, repeatDoctor),
		start: diagnose(start, startDoctor),
		period: diagnose(period, periodDoctor),
	};
	const first = faults.repeat ?? faults.start ?? faults.period;
	const repaired = [
		faults.repeat === undefined ? repeat : faults.repeat.repaired,
		faults.start === undefined ? start : faults.start.repaired,
		faults.period === undefined ? period : faults.period.repaired,
	];
	return {
		problem: first?.problem ?? form,
		repaired: repaired.includes(undefined) ? undefined : repaired.join("/"),
	};
}

function diagnoseTwoParts(first: string, last: string): Diagnosis {
	if (parseDuration(last) === undefined) return { problem: `one / only: ${form}` };
	if (/^R\d*$/i.test(first)) {
		return { problem: "no start: an empty one has its / all the same", repaired: `${first.toUpperCase()}//${last}` };
	}
	return { problem: "no repetition before the start: R for ever, R1 for once" };
}

function diagnoseWithoutSlash(text: string): Diagnosis {
	if (text === "") return { problem: "an empty schedule" };
	if (parseDuration(text) !== undefined) return { problem: "a period alone, without a repetition and a start" };
	if (/^\d{4}-/.test(text) && parseStart(text) !== undefined)
		return { problem: "a date alone, without a repetition and a period" };
	return { problem: `no / in it: ${form}` };
}

const form = "a schedule is R[count]/start/period";
