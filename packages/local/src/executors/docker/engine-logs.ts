import { open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../executor.ts";

/** Where the words of the engine wait that a command did not write into its logs itself. */
export function engineLogsOf(sandbox: Sandbox): Sandbox {
	const { directory } = sandbox;
	return { ...sandbox, stdoutFile: join(directory, ".engine-stdout"), stderrFile: join(directory, ".engine-stderr") };
}

/** Puts them behind the command's own; answers whether that was possible. */
export async function addEngineLogs(sandbox: Sandbox): Promise<boolean> {
	const { stdoutFile, stderrFile } = engineLogsOf(sandbox);
	try {
		await move(stdoutFile, sandbox.stdoutFile);
		await move(stderrFile, sandbox.stderrFile);
		return true;
	} catch {
		return false;
	}
}

async function move(from: string, to: string): Promise<void> {
	const { size } = await stat(from);
	if (size > 0) {
		await using source = await open(from, "r");
		await using target = await open(to, "a");
		await target.writeFile(source.createReadStream({ autoClose: false }));
	}
	await rm(from);
}
