import { eachJob, type Rule } from "../rule.ts";
import { mostTaskIdBytes, taskIdBytes } from "../task-id-bytes.ts";

export const nameTooLong: Rule = {
	code: "name.too-long",
	severity: "error",
	about: "The name makes the task id too long for the names of files.",
	check: eachJob(function* ({ draft }) {
		const bytes = taskIdBytes(draft);
		const { name = "" } = draft;
		if (bytes <= mostTaskIdBytes || !/^[\w.-]+$/.test(name)) return;
		yield {
			path: ["name"],
			message: `with a name of ${name.length} letters the task id has ${bytes} bytes, and beyond ${mostTaskIdBytes} Mesos runs out of room for a file name`,
			hint: `Give it a name of at most ${mostTaskIdBytes - (bytes - name.length)} letters.`,
		};
	}),
};
