import type { Clock } from "@chronos-job/core";
import { type Claim, readClaim, readExit } from "./attempt-record.ts";
import type { AttemptEnd, Sandbox } from "./executor.ts";
import { carriersOf, isAlive } from "./process-table.ts";
import type { Processes } from "./processes.ts";

export type AttemptState =
	| { readonly kind: "never-claimed" }
	| { readonly kind: "running"; readonly claim: Claim }
	| AttemptEnd;

export interface Machine {
	readonly processes: Processes;
	readonly bootId: string;
}

export interface Question {
	readonly sandbox: Pick<Sandbox, "directory">;
	readonly nonce: string;
	readonly machine: Machine;
	readonly clock: Clock;
}

/** What the files of a sandbox and the processes of this machine say about its attempt; rejects when they cannot be read. */
export async function stateOf({ sandbox: { directory }, nonce, machine, clock }: Question): Promise<AttemptState> {
	const claim = await wholeClaim(directory, nonce, clock);
	if (claim === undefined) return { kind: "never-claimed" };
	if (claim === "torn") return { kind: "lost", reason: "the supervisor ended while it claimed the sandbox" };
	if (claim.nonce !== nonce) return { kind: "lost", reason: "the sandbox belongs to another attempt" };
	const exit = readExit(directory, claim);
	if (exit !== undefined) return exit;
	if (isAlive(claim, machine.processes, machine.bootId)) return { kind: "running", claim };
	// It may have written its record between the two looks.
	return readExit(directory, claim) ?? { kind: "lost", reason: lossOf(claim, machine.bootId) };
}

/** One that is being written is waited for as long as somebody is there to write it, but not for ever. */
async function wholeClaim(directory: string, nonce: string, clock: Clock): Promise<ReturnType<typeof readClaim>> {
	for (let look = 0; look < claimLooks; look += 1) {
		const claim = readClaim(directory);
		if (claim !== "torn") return claim;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		if ((await carriersOf(nonce)).length === 0) break;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await clock.sleep(claimPollMs);
	}
	// It may have been written, and its writer ended, between the two looks.
	return readClaim(directory);
}

const claimLooks = 20;
const claimPollMs = 50;

function lossOf(claim: Claim, bootId: string): string {
	return claim.bootId === bootId ? "the supervisor was killed" : "the machine was restarted";
}
