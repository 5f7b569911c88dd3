import { humanWriter } from "./human.ts";
import { jsonWriter } from "./json.ts";
import { ndjsonWriter } from "./ndjson.ts";
import type { Writer, WriterOptions } from "./output.ts";

/** Every value of `--output` that all commands know. A new one is its file and one line here. */
export const writers = {
	human: humanWriter,
	json: jsonWriter,
	ndjson: ndjsonWriter,
} as const;

export function findWriter(name: string): ((options: WriterOptions) => Writer) | undefined {
	return new Map(Object.entries(writers)).get(name);
}
