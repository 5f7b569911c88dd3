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
				...adviceOn(flaw.path),
			};
		}
	}),
};

/** Fields without which the job runs at another time than with the null. */
const decisive: Readonly<Record<string, string>> = {
	schedule: "Write a schedule: without one the job runs once, as soon as it is sent.",
	parents: "Name a parent, or remove it and give a schedule: without both the job runs once, as soon as it is sent.",
	scheduleTimeZone: "Name a time zone, or remove it if the start has an offset of its own.",
};

function adviceOn(path: Path): Pick<Remark, "hint" | "fix"> {
	const field = path.at(-1);
	const hint = path.length === 1 ? decisive[String(field)] : undefined;
	if (hint !== undefined) return { hint };
	if (typeof field === "string" && indispensable.test(field)) return { hint: "Write a value: it has no default." };
	return {
		hint: "Leave it out to get the default.",
		fix: { title: "Remove the null", changes: [{ path, change: { kind: "remove" } }] },
	};
}
