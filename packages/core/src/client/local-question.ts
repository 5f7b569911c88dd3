import { type ErrorCode, ResponseError } from "../errors.ts";
import type { CallOptions } from "./client.ts";
import { explainFailure } from "./explain-failure.ts";
import { oneLine } from "./one-line.ts";
import type { Answer, Question } from "./question.ts";
import { isRecord, readJson } from "./read-json.ts";

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A question to the surface of our own servers. */
export function localQuestion(path: string, query: Query, { signal }: CallOptions): Question {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
	const text = params.toString();
	return { method: "GET", path: `/local/v1${path}${text === "" ? "" : `?${text}`}`, signal };
}

/** A refusal of that surface, which says what it means. */
export function explainLocalFailure(answer: Answer): ResponseError {
	const { status, text: body } = answer;
	const problem = status === 401 ? undefined : readJson(body);
	if (!isRecord(problem) || typeof problem["code"] !== "string" || typeof problem["message"] !== "string") {
		return explainFailure(answer, { call: { about: "Ask a local server", method: "GET" } });
	}
	const { code, hint } = reasons[problem["code"]] ?? { code: "target.refused" };
	return new ResponseError(code, oneLine(problem["message"]), { status, body, hint });
}

const reasons: Readonly<Record<string, { readonly code: ErrorCode; readonly hint?: string }>> = {
	"job-not-found": { code: "job.not-found", hint: "See which there are with `chronos-job list`." },
	"run-not-found": { code: "job.not-found" },
	"attempt-not-found": { code: "job.not-found" },
	"never-ran": { code: "job.no-logs", hint: "See why with `chronos-job why`." },
	"never-launched": { code: "job.no-logs", hint: "See why with `chronos-job why`." },
	"sandbox-removed": { code: "job.no-logs", hint: "Run the job again with `chronos-job run`." },
};
