import { moveIntoCommand, taskArguments } from "../job-arguments.ts";
import { eachJob, type Rule } from "../rule.ts";
import { mostTaskIdBytes, taskIdBytes } from "../task-id-bytes.ts";

export const argumentsTooLong: Rule = {
	code: "arguments.too-long",
	severity: "error",
	about: "The arguments make the task id too long for the names of files.",
	check: eachJob(function* ({ draft }) {
		const args = taskArguments(draft);
		// Where a slash keeps the job from running, moving it away makes room too.
		if (args.length === 0 || args.some((arg) => arg?.includes("/"))) return;
		const bytes = taskIdBytes(draft, args);
		// A name that is too long by itself has a rule of its own.
		if (bytes <= mostTaskIdBytes || taskIdBytes(draft) > mostTaskIdBytes) return;
		yield {
			path: ["arguments"],
			message: `with these arguments the task id has ${bytes} bytes, and beyond ${mostTaskIdBytes} Mesos runs out of room for a file name`,
			...moveIntoCommand(draft),
		};
	}),
};
