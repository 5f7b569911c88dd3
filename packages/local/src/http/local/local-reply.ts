import type { Reply } from "../handler.ts";
import { jsonReply } from "../reply.ts";

/** What is wrong, for people and for programs. */
export interface LocalProblem {
	readonly message: string;
	readonly code: string;
	readonly hint?: string;
}

export function localJson(value: unknown): Reply {
	return jsonReply(JSON.stringify(value), safely);
}

export function localError(status: number, problem: LocalProblem): Reply {
	return { ...jsonReply(JSON.stringify(problem), safely), status };
}

/** What jobs have written is shown as what it is said to be, and as nothing else. */
export const safely = { "x-content-type-options": "nosniff", "cache-control": "no-store" };
