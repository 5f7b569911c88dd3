import { quote } from "../format-value.ts";
import { isPossibleParent } from "../possible-parent.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

export const parentsInvalid: Rule = {
	code: "parents.invalid",
	severity: "error",
	about: "A parent has a name that no job can have.",
	check: eachJob(function* ({ draft: { parents = [] } }, { server }) {
		for (const [index, parent] of parents.entries()) {
			if (parent === undefined || isPossibleParent(parent, server?.jobs)) continue;
			yield {
				path: ["parents", index],
				message:
					parent === ""
						? "a parent has an empty name, so Chronos would hide the job"
						: `no job can be called ${quote(parent)}, so Chronos would hide this one for want of its parent`,
				...adviceOn(parent, parents.length === 1),
			};
		}
	}),
};

/** Names have neither spaces nor commas, so several of them were written into one text. */
function adviceOn(parent: string, isAlone: boolean): Pick<Remark, "hint" | "fix"> {
	const names = parent.split(/[\s,]+/).filter((name) => name !== "");
	if (names.length === 0) return { hint: "Remove it." };
	if (!names.every((name) => isPossibleParent(name))) return { hint: "Write the name of a job." };
	const list = names.map((name) => JSON.stringify(name)).join(", ");
	// Several words may be one old name as well.
	if (!isAlone || (names.length > 1 && !parent.includes(","))) return { hint: `Write ${list}.` };
	return {
		hint: `Write ${list}.`,
		fix: { title: `Write ${list}`, changes: [{ path: ["parents"], change: { kind: "set", value: names } }] },
	};
}
