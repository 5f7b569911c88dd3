import { type Job, readJob } from "@chronos-job/schemas";
import type { Caller } from "./caller.ts";
import type { Answer } from "./question.ts";
import { demandJson, isRecord, notChronos } from "./read-json.ts";

/** The jobs of a list; one that cannot be read makes the whole of it doubtful. */
export function readJobs(answer: Answer, { notes }: Pick<Caller, "notes">): readonly Job[] {
	const values = demandJson(answer, "a list of jobs");
	if (!Array.isArray(values)) throw notChronos(answer, "a list of jobs is no list");
	notes.see(values);
	return values.map((value: unknown, index) => {
		const job = readJob(value);
		if (job === undefined) throw notChronos(answer, `job ${index + 1} of a list ${shapeProblem(value)}`);
		return job;
	});
}

/** What keeps a value from being a job, as the rest of a sentence. */
export function shapeProblem(value: unknown): string {
	if (!isRecord(value)) return "is no object";
	if (typeof value["name"] !== "string") return "has no `name`";
	return `(${value["name"]}) has fields that no job has`;
}
