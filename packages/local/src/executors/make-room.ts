import { explainFullDisk } from "../sandbox/disk-room.ts";
import type { Account } from "../sandbox/run-as.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import type { Sandbox } from "./executor.ts";

/** Answers why there is no sandbox. */
export function makeRoom(
	sandbox: Sandbox,
	{ user }: { readonly user: Account },
	make: () => void = () => createSandbox(sandbox),
): string | undefined {
	try {
		make();
		const full = explainFullDisk(sandbox.directory, { isRoot: user.uid === 0 });
		return full === undefined ? undefined : `the sandbox cannot be used: ${full}`;
	} catch (error) {
		return `the sandbox cannot be made: ${error instanceof Error ? error.message : String(error)}`;
	}
}
