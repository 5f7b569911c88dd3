import { DeadlineError } from "./with-deadline.ts";

interface EngineErrorOptions extends ErrorOptions {
	readonly advice?: string | undefined;
}

/** An engine said no, in its own words, or nothing at all. */
export class EngineError extends Error {
	override readonly name = "EngineError";
	/** Of the answer; absent when there was none. */
	readonly status: number | undefined;
	/** What helps, as a sentence, where that is known. */
	readonly advice: string | undefined;

	constructor(message: string, status?: number, options: EngineErrorOptions = {}) {
		super(message, options);
		this.status = status;
		this.advice = options.advice;
	}

	/** Nobody answered: what was asked for may have been done or not. */
	get isUnanswered(): boolean {
		return this.status === undefined;
	}
}

/** Undefined when the engine does not have what it was asked about. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
	try {
		return await answer;
	} catch (error) {
		if (error instanceof EngineError && error.status === 404) return undefined;
		throw error;
	}
}

/** The engine's own sentence in the body of a refusal, on one line. */
export function explainStatus(status: number, body: string): EngineError {
	const message = parseMessage(body).replaceAll(/\s+/g, " ").trim();
	return new EngineError(message === "" ? `the engine answered ${String(status)}` : message, status);
}

function parseMessage(body: string): string {
	try {
		const { message, cause = "" }: { readonly message?: string; readonly cause?: string } = JSON.parse(body);
		return message ?? cause;
	} catch {
		return body.slice(0, longestMessage);
	}
}

const longestMessage = 1000;

/** A socket that fails says in capitals what a sentence can say. */
export function explainSilence(error: unknown, where: string): EngineError {
	return new EngineError(`${where} ${silenceOf(error)}`, undefined, { cause: error });
}

function silenceOf(error: unknown): string {
	if (!(error instanceof Error)) return `does not answer: ${String(error)}`;
	if (error.cause instanceof DeadlineError) return error.cause.message;
	const code = "code" in error ? String(error.code) : "";
	return silences[code] ?? `does not answer: ${error.message}`;
}

const silences: Readonly<Record<string, string>> = {
	ENOENT: "is not there",
	ENOTDIR: "is not there",
	ECONNREFUSED: "is there, and nobody answers at it",
	ENOTSOCK: "is there, and is no socket",
	EACCES: "is there, and this user may not use it",
	EPERM: "is there, and this user may not use it",
	ENOTFOUND: "has a name that no server knows",
	EAI_AGAIN: "has a name that no server can be asked for",
	EHOSTUNREACH: "is on a machine that cannot be reached",
	ENETUNREACH: "is on a machine that cannot be reached",
	ETIMEDOUT: "is on a machine that does not answer",
	ECONNRESET: "hung up",
	EPIPE: "hung up",
};
