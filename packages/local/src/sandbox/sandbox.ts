import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { sep } from "node:path";
import type { Sandbox } from "../executors/executor.ts";

/** The places of an attempt; the files of a job that runs as another user than the server stand apart from the records. */
export function sandboxAt(directory: string, users: { readonly runAsUser: string; readonly current: string }): Sandbox {
	const isOwn = users.runAsUser === "" || users.runAsUser === users.current;
	return {
		directory,
		// Mesos has logs and files in one directory.
		workDirectory: isOwn ? directory : `${directory}${sep}files`,
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
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	if (workDirectory === directory) return;
	mkdirSync(workDirectory, { recursive: true, mode: 0o700 });
	if (owner === undefined) return;
	// The job's user has to get through to its own directory, and sees nothing on the way.
	chmodSync(directory, 0o711);
	chownSync(workDirectory, owner.uid, owner.gid);
}
