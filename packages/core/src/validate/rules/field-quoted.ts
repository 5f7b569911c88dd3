import { formatPath } from "../format-path.ts";
import { readLosslessly } from "../lossless.ts";
import { eachJob, type Rule } from "../rule.ts";

export const fieldQuoted: Rule = {
	code: "field.quoted",
	severity: "note",
	about: "A number or boolean stands in quotes.",
	check: eachJob(function* ({ flaws }) {
		for (const flaw of flaws) {
			if (flaw.problem !== "type" || typeof flaw.actual !== "string" || flaw.actual === "") continue;
			const value = readLosslessly(flaw);
			if (value === undefined) continue;
			yield {
				path: flaw.path,
				message: `${formatPath(flaw.path)} is a ${typeof value} in quotes`,
				hint: `Write ${String(value)}.`,
				fix: { title: "Remove the quotes", changes: [{ path: flaw.path, change: { kind: "set", value } }] },
			};
		}
	}),
};
