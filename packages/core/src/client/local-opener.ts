import type { Caller } from "./caller.ts";
import type { CallOptions } from "./client.ts";
import { explainLocalFailure, localQuestion } from "./local-question.ts";
import type { LocalReader, LocalRun } from "./local-reader.ts";
import { type Answer, isSuccess } from "./question.ts";
import { readEvents } from "./read-events.ts";
import { notChronos, readJson } from "./read-json.ts";
import { readFacts, readRun, readRuns, readWhy } from "./read-local.ts";
import { readLocalLog } from "./read-local-log.ts";

/** Opens what only a server of ours offers; any other is asked once, and has nothing, or something else, in that place. */
export function localOpener(caller: Caller): (options?: CallOptions) => Promise<LocalReader | undefined> {
	let isForeign = false;
	return async ({ signal } = {}) => {
		if (isForeign) return undefined;
		const answer = await caller.courier(localQuestion("", {}, { signal }));
		const facts = isSuccess(answer) ? readFacts(readJson(answer.text)) : undefined;
		isForeign = facts === undefined && (isSuccess(answer) || answer.status === 404);
		return facts === undefined ? undefined : readerOf(caller, facts);
	};
}

function readerOf({ courier, clock }: Caller, facts: LocalReader["facts"]): LocalReader {
	async function runs({ job, ...paging }: RunQuery = {}, options: CallOptions = {}): Promise<readonly LocalRun[]> {
		const path = job === undefined ? "/runs" : `/jobs/${encodeURIComponent(job)}/runs`;
		return read(await courier(localQuestion(path, paging, options)), readRuns) ?? [];
	}

	return {
		facts,
		runs,
		run: async (id, options = {}) => read(await courier(localQuestion(`/runs/${id}`, {}, options)), readRun),
		why: async (job, options = {}) =>
			read(await courier(localQuestion(`/jobs/${encodeURIComponent(job)}/why`, {}, options)), readWhy),
		events: (after, options = {}) => readEvents({ courier, clock, after }, options),
		log: (query, options = {}) => readLocalLog(courier, query, options),
	};
}

type RunQuery = NonNullable<Parameters<LocalReader["runs"]>[0]>;

/** Undefined where there is no such thing. */
function read<Value>(answer: Answer, parse: (value: unknown) => Value | undefined): Value | undefined {
	if (answer.status === 404) return undefined;
	if (!isSuccess(answer)) throw explainLocalFailure(answer);
	const value = parse(readJson(answer.text));
	if (value === undefined) throw notChronos(answer, "it does not answer as it did when it said what it is");
	return value;
}
