/** Whether an error comes from a mistake in a program, and from nothing that happened on the wire. */
export function isOwnMistake(error: unknown): boolean {
	if (!mistakes.some((mistake) => error instanceof mistake) || !(error instanceof Error)) return false;
	// What libraries throw for the wire in such a guise has a code, or says what is behind it.
	const code = "code" in error ? error.code : undefined;
	if (typeof code === "string") return code.startsWith("ERR_INVALID_ARG_");
	return error.cause === undefined;
}

const mistakes = [TypeError, ReferenceError, RangeError, SyntaxError] as const;
