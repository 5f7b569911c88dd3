import { ChronosError, DocumentError, type Finding } from "@chronos-job/core";
import { InterruptedError, type JobsSoFar } from "../command/interrupted-error.ts";
import { inContext } from "../render/in-context.ts";

export interface ErrorFacts {
	readonly code: string;
	readonly message: string;
	readonly hint?: string;
	readonly findings?: readonly Finding[];
	readonly jobs?: JobsSoFar;
	readonly stack?: string;
	readonly version?: string;
}

/** The facts of whatever was thrown: ours as it is, anything else as the bug it is. */
export function factsOf(error: unknown, version: string, context?: string): ErrorFacts {
	if (!(error instanceof ChronosError)) return bugFacts(error, version);
	return {
		code: error.code,
		message: inContext(error.message, context),
		...(error.hint !== undefined && { hint: inContext(error.hint, context) }),
		...(error instanceof DocumentError && { findings: error.findings }),
		...(error instanceof InterruptedError && { jobs: error.jobs }),
	};
}

function bugFacts(error: unknown, version: string): ErrorFacts {
	const message = error instanceof Error ? error.message : String(error);
	const stack = error instanceof Error ? error.stack : undefined;
	return {
		code: "bug",
		message,
		hint: "Report it with the lines above and, if you can, the job file.",
		...(stack !== undefined && { stack }),
		version,
	};
}
