import { calls, type Dialect, fillPath } from "@chronos-job/schemas";
import type { Courier } from "./courier.ts";
import { explainFailure } from "./explain-failure.ts";
import { type Answer, isSuccess } from "./question.ts";
import { lookOf, notChronos, readJson } from "./read-json.ts";

/** Finds out which dialect a server speaks, by a call that costs it little (contract §0.3). */
export async function findDialect(
	courier: Courier,
	{ signal, user }: { readonly signal?: AbortSignal | undefined; readonly user?: string | undefined },
): Promise<Dialect> {
	const answers: Answer[] = [];
	for (const dialect of ["3.x", "2.x"] as const) {
		const path = `${fillPath(calls.searchJobs, dialect, {}) ?? ""}?limit=1`;
		const answer = await courier({ method: "GET", path, headers: { accept: "application/json" }, signal });
		if (isSuccess(answer) && Array.isArray(readJson(answer.text))) return dialect;
		if (!isSuccess(answer) && answer.status !== 404) throw explainFailure(answer, { call: calls.searchJobs, user });
		answers.push(answer);
	}
	throw stranger(answers);
}

function stranger(answers: readonly Answer[]): Error {
	const odd = answers.find(isSuccess) ?? answers[0];
	if (odd === undefined) return new Error("no dialect was tried");
	if (isSuccess(odd)) return notChronos(odd, `a list of jobs should be JSON and ${lookOf(odd)}`);
	const { server } = odd.headers;
	const who = server === undefined ? "" : `, and calls itself ${server}`;
	return notChronos(odd, `it knows neither /v1/scheduler/jobs nor /scheduler/jobs${who}`);
}
