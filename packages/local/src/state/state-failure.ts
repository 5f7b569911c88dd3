import { ChronosError } from "@chronos-job/core";

/** Does something in a state directory, and says in our words why it could not be done. */
export function inState<T>({ path }: { readonly path: string }, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw explainStateFailure(error, path);
	}
}

/** What the file system says about a state directory, as an error of ours; anything else stays what it is. */
export function explainStateFailure(error: unknown, path: string): unknown {
	if (!(error instanceof Error && "syscall" in error && "code" in error)) return error;
	const code = String(error.code);
	const syscall = String(error.syscall);
	const why = `${words[code] ?? words[`${syscall} ${code}`] ?? error.message.replace(/^\w+: (.*), .*/s, "$1")} (${code})`;
	if (noRoom.has(code)) {
		return new ChronosError("store.full", `there is no room for the state directory ${path}: ${why}`, {
			hint: "Make room on its disk, then try again.",
			cause: error,
		});
	}
	return stateRefusal(
		`the state directory ${path} cannot be used: ${why}`,
		"Give another one with --state, or in CHRONOS_JOB_STATE.",
		error,
	);
}

export function stateRefusal(message: string, hint: string, cause?: unknown): ChronosError {
	return new ChronosError("local.state-refused", message, { hint, cause });
}

const noRoom: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

/** Where the words of the system would say something else. */
const words: Readonly<Record<string, string>> = {
	EDQUOT: "your quota is used up",
	// All above it was there.
	"mkdir ENOENT": "nothing can be made there",
	EROFS: "the file system is read-only",
};
