import { ChronosError } from "@chronos-job/core";

/** What stopped a command that has something to show already; machine outputs tell both. */
export class StoppedError extends ChronosError {
	readonly result: unknown;

	constructor({ code, message, hint, cause }: ChronosError, result: unknown) {
		super(code, message, { hint, cause });
		this.name = "StoppedError";
		this.result = result;
	}
}

/** Whatever stops the rest of a command, its result so far is not lost. */
export async function withResult<Value>(result: unknown, rest: () => Promise<Value>): Promise<Value> {
	try {
		return await rest();
	} catch (error) {
		throw error instanceof ChronosError ? new StoppedError(error, result) : error;
	}
}
