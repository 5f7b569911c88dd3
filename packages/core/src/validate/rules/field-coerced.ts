import { formatPath } from "../format-path.ts";
import { formatValue } from "../format-value.ts";
import { readLosslessly } from "../lossless.ts";
import { eachJob, type Rule } from "../rule.ts";

export const fieldCoerced: Rule = {
	code: "field.coerced",
	severity: "note",
	about: "A field has another type than usual, which Chronos understands all the same.",
	check: eachJob(function* ({ flaws }) {
		for (const flaw of flaws) {
			// Numbers and booleans in quotes have a rule of their own.
			if (flaw.problem !== "type" || (typeof flaw.actual === "string" && flaw.actual !== "")) continue;
			const reading = readLosslessly(flaw);
			if (reading === undefined) continue;
			yield {
				path: flaw.path,
				message: `${formatPath(flaw.path)} is ${formatValue(flaw.actual)}, which Chronos reads as ${formatValue(reading)}`,
				hint: `Write ${JSON.stringify(reading)}.`,
			};
		}
	}),
};
