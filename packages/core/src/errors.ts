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
	"change.interrupted": {
		exit: 130,
		about: "Somebody pressed Ctrl-C while many jobs were changed; what is done stays.",
	},
	"config.invalid": { exit: 2, about: "The file of contexts is not what it should be; the message says where." },
	"config.unsafe": { exit: 2, about: "A file with a secret can be read by others." },
	"config.unwritable": {
		exit: 2,
		about: "The file of contexts cannot be written; what was there before is untouched.",
	},
	"context.declined": { exit: 1, about: "Somebody was asked before a dangerous context was changed, and said no." },
	"context.exists": { exit: 2, about: "There is a context of that name already." },
	"context.no-password": {
		exit: 2,
		about: "The password or the token of the context is not where the context says it is.",
	},
	"context.not-found": { exit: 2, about: "There is no context of that name." },
	"context.read-only": { exit: 2, about: "The context is marked read-only, and the command would change something." },
	"definition.not-found": { exit: 1, about: "No definition that was replaced or deleted from here was kept." },
	"document.invalid": {
		exit: 1,
		about: "A job file has errors: the findings say which, where, and what to write instead.",
	},
	"document.unreadable": { exit: 2, about: "A job file or folder cannot be read from the disk." },
	"document.unwritable": { exit: 2, about: "A file cannot be written; what was there before is untouched." },
	"editor.failed": { exit: 2, about: "The editor could not be started, or ended with an error; nothing was changed." },
	"engine.failed": { exit: 8, about: "No container engine answers, or not as it should; the message says why." },
	"job.altered": {
		exit: 5,
		about: "The server accepted a job and stored something else; the message says what differs.",
	},
	"job.busy": {
		exit: 1,
		about: "The job runs, or is about to, and the command would take that from it; nothing was changed.",
	},
	"job.cannot-run": {
		exit: 2,
		about: "The job cannot be run on this machine; the message says what is in the way, and nothing has run.",
	},
	"job.changed-meanwhile": {
		exit: 5,
		about:
			"Somebody else changed the job after it was read and before it would have been written; nothing was written.",
	},
	"job.dropped": { exit: 5, about: "The server accepted a job and does not have it." },
	"job.exists": { exit: 1, about: "There is a job of that name already; nothing was changed." },
	"job.has-children": {
		exit: 1,
		about: "The job has children that stay, and a server rewrites them when it deletes the job; nothing was deleted.",
	},
	"job.no-history": { exit: 1, about: "Nobody has seen a run of the job yet, neither the server nor this program." },
	"job.no-logs": {
		exit: 1,
		about:
			"Nothing that the job has written is there: it has not run yet, it could not be started, or its files are gone.",
	},
	"job.not-found": { exit: 1, about: "The server has no job, or no run of a job, of that name." },
	"job.not-running": { exit: 1, about: "The command is about a job while it runs, and it does not run now." },
	"job.not-started": { exit: 5, about: "The server drops the start of a job, for which it has its reasons." },
	"job.vanished": { exit: 6, about: "The job was deleted while it was waited for." },
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
	"target.not-chronos": { exit: 8, about: "What answers at the address is not a Chronos, or its answer was cut off." },
	"target.refused": { exit: 5, about: "The server answered, and the answer was no." },
	"target.timeout": { exit: 8, about: "The server took the connection and did not answer in time." },
	"target.unauthorized": { exit: 4, about: "The server wants credentials, or other ones." },
	"target.unreachable": { exit: 8, about: "No server answers at the address." },
	"target.unsupported": { exit: 2, about: "The server speaks a dialect that lacks the call." },
	"tunnel.failed": { exit: 8, about: "The ssh tunnel to the server cannot be opened; the message is what ssh said." },
	"usage.invalid": {
		exit: 2,
		about: "The command line names an unknown command or option, or a value that does not fit.",
	},
	"wait.interrupted": { exit: 130, about: "Somebody pressed Ctrl-C while jobs were followed; the jobs go on." },
	"wait.timeout": { exit: 7, about: "The time to wait ran out; the jobs go on." },
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

/** A server answered, and the answer was no. */
export class ResponseError extends ChronosError {
	readonly status: number;
	/** All that the server said, as it said it. */
	readonly body: string;

	constructor(
		code: ErrorCode,
		message: string,
		details: {
			readonly status: number;
			readonly body: string;
			readonly hint?: string | undefined;
			readonly cause?: unknown;
		},
	) {
		super(code, message, details);
		this.name = "ResponseError";
		this.status = details.status;
		this.body = details.body;
	}
}

export function hasCode(error: unknown, code: ErrorCode): error is ChronosError {
	return error instanceof ChronosError && error.code === code;
}
