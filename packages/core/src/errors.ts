import type { Finding } from "./document/finding.ts";
import type { JobDocument } from "./document/job-document.ts";

/** What the exit code of the program tells. */
export const exitCodes = {
	0: "done",
	1: "the answer is no: a file has errors, or the job failed",
	2: "wrong usage, wrong configuration or an unreadable file",
	3: "the plan has changes (with --exit-code)",
	4: "the server wants other credentials",
	5: "the server refused, or stored something else than was sent",
	6: "the job vanished while it was waited for",
	7: "the time ran out",
	8: "the server cannot be reached",
	70: "a bug in chronos-job",
	130: "interrupted",
} as const;

export type ExitCode = keyof typeof exitCodes;

export const errorCodes = {
	"document.invalid": {
		exit: 1,
		about: "A job file has errors: the findings say which, where, and what to write instead.",
	},
	"document.unreadable": { exit: 2, about: "A job file or folder cannot be read from the disk." },
	"document.unwritable": { exit: 2, about: "A file cannot be written; what was there before is untouched." },
	"job.no-logs": {
		exit: 1,
		about:
			"Nothing that the job has written is there: it has not run yet, it could not be started, or its files are gone.",
	},
	"job.not-found": { exit: 1, about: "The server has no job, or no run of a job, of that name." },
	"local.not-running": { exit: 1, about: "No local server runs on this state directory." },
	"local.running": { exit: 2, about: "The local server runs, and this can only be done while it does not." },
	"local.start-failed": { exit: 8, about: "The local server did not start; the end of its log says why." },
	"local.state-refused": {
		exit: 2,
		about: "The state directory cannot be made, is not the user's own, or is open to others.",
	},
	"local.unreachable": { exit: 8, about: "The local server runs and does not answer, or not as it should." },
	"store.corrupt": { exit: 2, about: "The database of the local server is damaged; nothing in it was changed." },
	"store.failed": {
		exit: 2,
		about: "The disk, or the rights on it, keep the local server from its database; what it held before is untouched.",
	},
	"store.foreign": {
		exit: 2,
		about: "The file in the place of the local server's database belongs to something else; it is untouched.",
	},
	"store.full": { exit: 2, about: "The disk of the local server has no room left; nothing that was accepted is lost." },
	"store.locked": { exit: 2, about: "Another server uses the same state directory, or another program its database." },
	"store.newer": { exit: 2, about: "A newer chronos-job has written the database of the local server." },
	"usage.invalid": {
		exit: 2,
		about: "The command line names an unknown command or option, or a value that does not fit.",
	},
} as const satisfies Readonly<Record<string, { readonly exit: ExitCode; readonly about: string }>>;

export type ErrorCode = keyof typeof errorCodes;

/** Everything that stops the program and is not a bug of ours. */
export class ChronosError extends Error {
	readonly code: ErrorCode;
	readonly hint: string | undefined;

	constructor(
		code: ErrorCode,
		message: string,
		details: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
	) {
		super(message, { cause: details.cause });
		this.name = "ChronosError";
		this.code = code;
		this.hint = details.hint;
	}
}

/** Job files are wrong; the findings carry the places. */
export class DocumentError extends ChronosError {
	readonly findings: readonly Finding[];
	readonly documents: readonly JobDocument[];

	constructor(message: string, { findings, documents }: Pick<DocumentError, "findings" | "documents">) {
		super("document.invalid", message, {
			hint: "Mend what is named above; `chronos-job validate --fix` does what is safe.",
		});
		this.name = "DocumentError";
		this.findings = findings;
		this.documents = documents;
	}
}

export function hasCode(error: unknown, code: ErrorCode): error is ChronosError {
	return error instanceof ChronosError && error.code === code;
}
