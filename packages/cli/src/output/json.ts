import { StoppedError } from "../command/stopped-error.ts";
import { factsOf } from "./error-facts.ts";
import type { Writer, WriterOptions } from "./output.ts";
import { noProgress } from "../terminal/progress.ts";

/** One JSON document on stdout, whatever happened. */
export function jsonWriter({ host, command, context }: WriterOptions): Writer {
	const write = (value: unknown) => host.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
	return {
		event: () => undefined,
		note: () => undefined,
		progress: noProgress,
		result: (result) => write(command?.views.json?.(result) ?? result),
		problem(error) {
			const result: unknown = error instanceof StoppedError ? error.result : undefined;
			const shown = result === undefined ? {} : (command?.views.json?.(result) ?? result);
			write({ ...shown, error: factsOf(error, host.version, context) });
		},
	};
}
