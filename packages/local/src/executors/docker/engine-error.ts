/** An engine said no, in its own words, or nothing at all. */
export class EngineError extends Error {
	override readonly name = "EngineError";
	/** Of the answer; absent when there was none. */
	readonly status: number | undefined;

	constructor(message: string, status?: number, options?: ErrorOptions) {
		super(message, options);
		this.status = status;
	}

	/** Nobody answered: what was asked for may have been done or not. */
	get isUnanswered(): boolean {
		return this.status === undefined;
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
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	const message = error instanceof Error ? error.message : String(error);
	return new EngineError(`${where} ${silences[code] ?? `does not answer: ${message}`}`, undefined, { cause: error });
}

const silences: Readonly<Record<string, string>> = {
	ENOENT: "is not there",
	ECONNREFUSED: "is there, and nobody answers at it",
	EACCES: "is there, and this user may not use it",
	EPERM: "is there, and this user may not use it",
	ENOTFOUND: "has a name that no server knows",
	ECONNRESET: "hung up",
};
