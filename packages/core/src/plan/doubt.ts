import { hasCode, ResponseError } from "../errors.ts";

/** A failure after which nobody knows whether the server has done it all the same (contract §9.6). */
export interface Doubt {
	readonly error: unknown;
	/** A status, or `nothing`. */
	readonly answered: string;
}

/** Undefined when a failure says clearly that nothing was done. */
export function doubtAbout(error: unknown): Doubt | undefined {
	if (error instanceof ResponseError && error.status >= 500) return { error, answered: String(error.status) };
	const isSilence = silences.some((code) => hasCode(error, code));
	return isSilence ? { error, answered: "nothing" } : undefined;
}

const silences = ["target.timeout", "target.unreachable", "target.not-chronos"] as const;
