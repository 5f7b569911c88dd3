import { chmod, chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../executors/executor.ts";

/** The places of an attempt; the files of a job that runs as another user than the server stand apart from the records. */
export function sandboxAt(directory: string, users: { readonly runAsUser: string; readonly current: string }): Sandbox {
	const isOwn = users.runAsUser === "" || users.runAsUser === users.current;
	return {
		directory,
		// Mesos has logs and files in one directory.
		workDirectory: isOwn ? directory : join(directory, "files"),
		stdoutFile: join(directory, "stdout"),
		stderrFile: join(directory, "stderr"),
	};
}

/** Makes the directories of an attempt; they may be there already. */
export async function createSandbox(
	{ directory, workDirectory }: Sandbox,
	owner?: { readonly uid: number; readonly gid: number },
): Promise<void> {
	await mkdir(directory, { recursive: true, mode: 0o700 });
	if (workDirectory === directory) return;
	await mkdir(workDirectory, { recursive: true, mode: 0o700 });
	if (owner === undefined) return;
	// The job's user has to get through to its own directory, and sees nothing on the way.
	await chmod(directory, 0o711);
	await chown(workDirectory, owner.uid, owner.gid);
}
