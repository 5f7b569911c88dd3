import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { sandboxAt } from "../sandbox/sandbox.ts";
import { readClaim, readExit } from "./attempt-record.ts";
import { eachProcess, findMark, isAlive, readBootId } from "./process-table.ts";
import type { Processes } from "./processes.ts";
import type { Machine } from "./recover-attempt.ts";
import { killRemaining } from "./stop-processes.ts";

/** Kills what still runs of the attempts in these sandboxes, for whoever has no server that could, or no sandboxes any more. */
export async function endLeftovers(root: string, processes: Processes): Promise<void> {
	const machine = { processes, bootId: await readBootId() };
	const names = await readdir(root).catch(() => []);
	await Promise.all(names.map((name) => endAttempt(join(root, name), machine)));
	for (let round = 0; round < rounds; round += 1) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- what forks meanwhile is met in the next round
		const left = await findMarked(root);
		if (left.length === 0) return;
		for (const pid of left) processes.signal(pid, "SIGKILL");
	}
}

const rounds = 50;

/** Also what has hidden its mark, as long as its supervisor lives. */
async function endAttempt(directory: string, machine: Machine): Promise<void> {
	const claim = readClaim(directory);
	if (claim === undefined || claim === "torn" || readExit(directory, claim) !== undefined) return;
	if (!isAlive(claim, machine.processes, machine.bootId)) return;
	await killRemaining(claim, sandboxAt(directory), machine);
}

async function findMarked(root: string): Promise<readonly number[]> {
	const found = await eachProcess(async (pid) => ((await findMark(pid))?.startsWith(`${root}/`) ? pid : undefined));
	return found.filter((pid) => pid !== undefined);
}
