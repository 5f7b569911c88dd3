import { factsOf } from "./error-facts.ts";
import type { Writer, WriterOptions } from "./output.ts";

/** One JSON document on stdout, whatever happened. */
export function jsonWriter({ host, command }: WriterOptions): Writer {
	const write = (value: unknown) => host.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
	return {
		event: () => undefined,
		note: () => undefined,
		result: (result) => write(command?.views.json?.(result) ?? result),
		problem: (error) => write({ error: factsOf(error, host.version) }),
	};
}
