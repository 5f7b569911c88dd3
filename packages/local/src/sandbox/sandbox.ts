import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { sep } from "node:path";
import type { Sandbox } from "../executors/executor.ts";

/** The places of an attempt; its files stand apart from the records, which a job that tidies up would remove. */
export function sandboxAt(directory: string): Sandbox {
	return {
		directory,
		workDirectory: `${directory}${sep}files`,
		stdoutFile: `${directory}${sep}stdout`,
		stderrFile: `${directory}${sep}stderr`,
	};
}

/** Makes the directories of an attempt, which may be there already; throws when that is not possible. */
export function createSandbox(
	{ directory, workDirectory }: Sandbox,
	owner?: { readonly uid: number; readonly gid: number },
): void {
	// Handing a directory or two to another thread takes longer than to make them.
	mkdirSync(workDirectory, { recursive: true, mode: 0o700 });
	if (owner === undefined) return;
	// The job's user has to get through to its own directory, and sees nothing on the way.
	chmodSync(directory, 0o711);
	chownSync(workDirectory, owner.uid, owner.gid);
}
