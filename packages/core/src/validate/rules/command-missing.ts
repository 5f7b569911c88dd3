import type { Flaw, JobDraft } from "../flaws.ts";
import { findForeignField } from "../foreign-fields.ts";
import { findMeantField } from "../meant-field.ts";
import { eachJob, type Rule } from "../rule.ts";

export const commandMissing: Rule = {
	code: "command.missing",
	severity: "warning",
	about: "The job has nothing to run.",
	check: eachJob(function* ({ draft, flaws, isWhole }) {
		// Without a name it is no job yet.
		if (hasSomethingToRun(draft) || !isWhole || draft.name === undefined) return;
		if (flaws.some(explainsMissingCommand)) return;
		yield {
			path: [draft.command === undefined ? "name" : "command"],
			message: "the job has no command, no executor and no container, so there is nothing to run",
			hint: 'Add "command".',
		};
	}),
};

function hasSomethingToRun({ command = "", executor = "", container }: JobDraft): boolean {
	return command !== "" || executor !== "" || container !== undefined;
}

/** The command is there in the wrong way, and another rule says so. */
function explainsMissingCommand(flaw: Flaw): boolean {
	if (flaw.problem === "type") return flaw.path[0] === "command" || flaw.path[0] === "container";
	if (flaw.problem !== "unknown" || flaw.path.length !== 1) return false;
	return findForeignField(flaw.path) !== undefined || findMeantField(flaw)?.name === "command";
}
