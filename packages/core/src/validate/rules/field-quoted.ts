import { formatPath } from "../format-path.ts";
import { readLosslessly } from "../lossless.ts";
import { eachJob, type Rule } from "../rule.ts";

export const fieldQuoted: Rule = {
	code: "field.quoted",
	severity: "note",
	about: "A number or boolean stands in quotes.",
	check: eachJob(function* ({ flaws, textOf }) {
		for (const flaw of flaws) {
			if (flaw.problem !== "type" || typeof flaw.actual !== "string" || flaw.actual === "") continue;
			const value = readLosslessly(flaw);
			if (value === undefined) continue;
			yield {
				path: flaw.path,
				message: `${formatPath(flaw.path)} is ${describe(textOf(flaw.path), value)}`,
				hint: `Write ${String(value)}.`,
				fix: { title: `Write ${String(value)}`, changes: [{ path: flaw.path, change: { kind: "set", value } }] },
			};
		}
	}),
};

/** YAML takes words such as `no` for texts, without any quotes. */
function describe(written: string, value: unknown): string {
	if (/^["'|>]/.test(written)) return `a ${typeof value} in quotes`;
	return `"${written.trim()}", which is a text and not a ${typeof value}`;
}
