import { formatTaskId } from "@chronos-job/schemas";
import type { JobDraft } from "../flaws.ts";
import { moveIntoCommand, taskArguments } from "../job-arguments.ts";
import { eachJob, type Rule } from "../rule.ts";

/** Mesos names directories and files after the task; 255 bytes is where file systems stop, less what agents add (contract §5.2). */
const mostBytes = 200;

export const argumentsTooLong: Rule = {
	code: "arguments.too-long",
	severity: "error",
	about: "The arguments make the task id too long for the names of files.",
	check: eachJob(function* ({ draft }) {
		const args = taskArguments(draft);
		// Where a slash keeps the job from running, moving it away makes room too.
		if (args.length === 0 || args.some((arg) => arg?.includes("/"))) return;
		const bytes = taskIdBytes(draft, args);
		if (bytes <= mostBytes) return;
		yield {
			path: ["arguments"],
			message: `with these arguments the task id has ${bytes} bytes, and beyond ${mostBytes} Mesos runs out of room for a file name`,
			...moveIntoCommand(draft),
		};
	}),
};

function taskIdBytes({ name = "" }: JobDraft, args: readonly (string | undefined)[]): number {
	const text = args.join(" ").replaceAll(";", "");
	if ((name.length + text.length + 20) * 3 <= mostBytes) return 0;
	return new TextEncoder().encode(formatTaskId({ queuedAt: 1e12, attempt: 0, job: name, args: text })).length;
}
