import { ChronosError, type ErrorCode } from "@chronos-job/core";

/** Does something with a store, and says in our words why it could not be done. */
export function explained<T>(file: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw explainFailure(error, file);
	}
}

/** What SQLite or the file system says about a store, as an error of ours; a bug stays what it is. */
export function explainFailure(error: unknown, file: string): unknown {
	const code = codeOf(error);
	if (code === undefined || !(error instanceof Error)) return error;
	const { problem, hint } = explanations[code];
	return new ChronosError(code, `${problem}: ${file} (${reasonOf(error)})`, { hint, cause: error });
}

type StoreErrorCode = Extract<ErrorCode, "store.corrupt" | "store.full" | "store.locked" | "store.failed">;

const explanations: Readonly<Record<StoreErrorCode, { readonly problem: string; readonly hint: string }>> = {
	"store.corrupt": {
		problem: "the database is damaged",
		hint: "Run `chronos-job local repair` to save what can still be read.",
	},
	"store.full": {
		problem: "there is no room for the database, so nothing was stored",
		hint: "Make room on the disk of the state directory, then try again.",
	},
	"store.locked": {
		problem: "another program holds the database",
		hint: "Close the program that has the file open, then try again.",
	},
	"store.failed": {
		problem: "the database cannot be read or written",
		hint: "Check the disk and the rights of the state directory with `ls -la`.",
	},
};

/** What SQLite means, by its primary result code; what is missing is a bug. */
const resultCodes: ReadonlyMap<number, StoreErrorCode> = new Map([
	// The statements are right, so the tables are not.
	[1, "store.corrupt"],
	[3, "store.failed"],
	[5, "store.locked"],
	[6, "store.locked"],
	[8, "store.failed"],
	[10, "store.failed"],
	[11, "store.corrupt"],
	[13, "store.full"],
	[14, "store.failed"],
	[15, "store.locked"],
	[22, "store.failed"],
	[23, "store.failed"],
	[26, "store.corrupt"],
]);

/** Where the shared memory of the log cannot grow, the disk is full as well. */
const sharedMemorySize = 10 | (19 << 8);

function codeOf(error: unknown): StoreErrorCode | undefined {
	if (!(error instanceof Error)) return undefined;
	if ("errcode" in error && typeof error.errcode === "number") {
		// The upper bits tell the special case.
		return error.errcode === sharedMemorySize ? "store.full" : resultCodes.get(error.errcode & 0xff);
	}
	if (!("syscall" in error && "code" in error)) return undefined;
	return error.code === "ENOSPC" ? "store.full" : "store.failed";
}

function reasonOf(error: Error): string {
	return "errstr" in error && error.errstr !== error.message
		? `${String(error.errstr)}: ${error.message}`
		: error.message;
}
