import { readFile, stat } from "node:fs/promises";

/** What the first process of a container says when it cannot run its program, if that is all that was said. */
export async function findMissingProgram(stderrFile: string, exitCode: number): Promise<string | undefined> {
	if (!refusals.has(exitCode)) return undefined;
	try {
		const { size } = await stat(stderrFile);
		return size > longest ? undefined : explainRefusal(await readFile(stderrFile, "utf8"));
	} catch {
		return undefined;
	}
}

// Of catatonit, and of tini as of shells.
const refusals: ReadonlySet<number> = new Set([1, 126, 127]);
const longest = 4096;

/** Undefined for what a program may have said itself. */
export function explainRefusal(text: string): string | undefined {
	const line = text.trim();
	const [, program = "", why] = /^\[FATAL tini \(\d+\)\] exec (.+) failed: (.+)$/.exec(line) ?? [];
	if (why !== undefined) return `${program} cannot be run: ${why}`;
	const [, because] = /^ERROR \(catatonit:\d+\): failed to exec pid1: (.+)$/.exec(line) ?? [];
	return because === undefined ? undefined : `the program cannot be run: ${because}`;
}
