// A reporter of what failed outside of every test, which vitest's own reports leave out.
import { appendFileSync, mkdirSync } from "node:fs";

export default class Uncaught {
	onTestRunEnd(_, errors) {
		if (errors.length === 0) return;
		mkdirSync(".cache", { recursive: true });
		for (const { message, stack = message } of errors) {
			appendFileSync(".cache/uncaught.jsonl", `${JSON.stringify(stack)}\n`);
		}
	}
}
