import { formatPath } from "../format-path.ts";
import { isNull, isNullLikeDefault } from "../null-flaw.ts";
import { eachJob, type Rule } from "../rule.ts";

export const fieldNullDefault: Rule = {
	code: "field.null-default",
	severity: "note",
	about: "A field is null where Chronos happens to read that as the default.",
	check: eachJob(function* ({ flaws }) {
		for (const flaw of flaws) {
			if (!isNull(flaw) || !isNullLikeDefault(flaw)) continue;
			yield {
				path: flaw.path,
				message: `${formatPath(flaw.path)} is null, which only happens to mean the default`,
				hint: "Leave it out.",
				fix: { title: "Remove the null", changes: [{ path: flaw.path, change: { kind: "remove" } }] },
			};
		}
	}),
};
