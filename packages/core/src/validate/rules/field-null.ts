import type { Path } from "../../document/position.ts";
import { formatPath } from "../format-path.ts";
import { isNull, isNullLikeDefault } from "../null-flaw.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

const becomes: Readonly<Record<string, string>> = {
	string: 'the text "null"',
	boolean: "false",
	number: "0",
	integer: "0",
	array: "an empty list",
};

/** Fields without a default. */
const indispensable = /^(name|value|key|image|containerPath|uri|provider|hostPort|containerPort)$/;

export const fieldNull: Rule = {
	code: "field.null",
	severity: "error",
	about: "A field is null, which Chronos does not read as absent.",
	check: eachJob(function* ({ flaws }) {
		for (const flaw of flaws) {
			if (!isNull(flaw) || isNullLikeDefault(flaw)) continue;
			yield {
				path: flaw.path,
				message: `${formatPath(flaw.path)} is null, which Chronos reads as ${becomes[flaw.expected] ?? "something else"}`,
				...adviceOn(flaw.path, flaw.path.at(-1)),
			};
		}
	}),
};

function adviceOn(path: Path, field: Path[number] | undefined): Pick<Remark, "hint" | "fix"> {
	if (typeof field === "string" && indispensable.test(field)) return { hint: "Write a value: it has no default." };
	return {
		hint: "Leave it out to get the default.",
		fix: { title: "Remove the null", changes: [{ path, change: { kind: "remove" } }] },
	};
}
