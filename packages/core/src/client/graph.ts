import { type GraphCsvRow, parseGraphCsv } from "@chronos-job/schemas";
import type { Caller } from "./caller.ts";
import type { CallOptions, GraphReader } from "./client.ts";
import { lookOf, notChronos } from "./read-json.ts";

export function createGraphReader(caller: Caller): GraphReader {
	return {
		dot: async (options) => {
			const answer = await caller.call("getGraphDot", {}, options);
			if (!/^\s*digraph\b/.test(answer.text)) throw notChronos(answer, `the drawing of all jobs ${lookOf(answer)}`);
			return answer.text;
		},
		rows: (options) => readGraphRows(caller, options),
	};
}

/** What every job did and who waits for whom; an empty server says nothing at all (contract §1.4.14). */
export async function readGraphRows(caller: Caller, options?: CallOptions): Promise<readonly GraphCsvRow[]> {
	const answer = await caller.call("getGraphCsv", {}, options);
	const rows = parseGraphCsv(answer.text);
	if (rows === undefined) throw notChronos(answer, `the table of all jobs ${lookOf(answer)}`);
	return rows;
}
