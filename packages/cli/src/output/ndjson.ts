import type { Command } from "../command/define-command.ts";
import { factsOf } from "./error-facts.ts";
import type { Writer, WriterOptions } from "./output.ts";
import { noProgress } from "../terminal/progress.ts";

/** Of the machine outputs. Fields are only ever added within a format. */
const format = 1;

/** One JSON document per line, as it happens: a header, events, then the result or the error. */
export function ndjsonWriter({ host, command, context }: WriterOptions): Writer {
	let hasHeader = false;
	function write(record: object): void {
		if (!hasHeader)
			host.stdout.write(
				`${JSON.stringify({ type: "header", program: "chronos-job", version: host.version, format })}\n`,
			);
		hasHeader = true;
		host.stdout.write(`${JSON.stringify(record)}\n`);
	}
	return {
		event: (event) => write(recordOf(command?.views.eventJson?.(event) ?? event)),
		note: () => undefined,
		progress: noProgress,
		result: (result) => write({ ...recordOf(viewOf(command, result)), type: "result" }),
		problem: (error) => write({ type: "error", ...factsOf(error, host.version, context) }),
	};
}

function viewOf(command: Command | undefined, result: unknown): unknown {
	return command?.views.summary?.(result) ?? command?.views.json?.(result) ?? result;
}

function recordOf(value: unknown): object {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : { value };
}
