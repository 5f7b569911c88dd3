import type { TypeFlaw } from "../flaws.ts";
import { formatPath } from "../format-path.ts";
import { formatValue } from "../format-value.ts";
import { readLosslessly } from "../lossless.ts";
import { eachJob, type ReadJob, type Remark, type Rule } from "../rule.ts";
import { writtenTextOf } from "../written-text.ts";

export const fieldCoerced: Rule = {
	code: "field.coerced",
	severity: "note",
	about: "A field has another type than usual, which Chronos understands all the same.",
	check: eachJob(function* (job) {
		for (const flaw of job.flaws) {
			const reading = flaw.problem === "type" ? readingOf(flaw) : undefined;
			if (flaw.problem === "type" && reading !== undefined) yield remarkOn(flaw, reading, job);
		}
	}),
};

function readingOf(flaw: TypeFlaw): ReturnType<typeof readLosslessly> {
	// Numbers and booleans in quotes have a rule of their own.
	if (typeof flaw.actual === "string" && flaw.actual !== "") return undefined;
	// No number is a schedule, and schedule.unparsable says so.
	return formatPath(flaw.path) === "schedule" ? undefined : readLosslessly(flaw);
}

function remarkOn({ path, actual }: TypeFlaw, reading: unknown, job: ReadJob): Remark {
	const written = typeof reading === "string" ? writtenTextOf(job, path, reading) : undefined;
	const isKept = written === undefined || written === reading;
	const effect = isKept
		? `${formatValue(actual)}, which Chronos reads as ${formatValue(reading)}`
		: `${written} without quotes, which alone keep a text as it is written`;
	return {
		path,
		message: `${formatPath(path)} is ${effect}`,
		hint: `Write ${JSON.stringify(written ?? reading)}.`,
	};
}
