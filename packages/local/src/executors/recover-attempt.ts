import { type Claim, readClaim, readExit } from "./attempt-record.ts";
import type { AttemptEnd } from "./executor.ts";
import { isAlive } from "./process-table.ts";
import type { Processes } from "./processes.ts";

export type AttemptState =
	| { readonly kind: "never-claimed" }
	| { readonly kind: "running"; readonly claim: Claim }
	| AttemptEnd;

export interface Machine {
	readonly processes: Processes;
	readonly bootId: string;
}

/** What the files of a sandbox and the processes of this machine say about its attempt. */
export async function stateOf(directory: string, nonce: string, machine: Machine): Promise<AttemptState> {
	const claim = readClaim(directory);
	if (claim === undefined) return { kind: "never-claimed" };
	if (claim === "torn") return { kind: "lost", reason: "the supervisor ended while it claimed the sandbox" };
	if (claim.nonce !== nonce) return { kind: "lost", reason: "the sandbox belongs to another attempt" };
	const exit = readExit(directory, claim.claimedAt);
	if (exit !== undefined) return exit;
	if (await isAlive(claim, machine.processes, machine.bootId)) return { kind: "running", claim };
	// It may have written its record between the two looks.
	return readExit(directory, claim.claimedAt) ?? { kind: "lost", reason: lossOf(claim, machine.bootId) };
}

function lossOf(claim: Claim, bootId: string): string {
	return claim.bootId === bootId ? "the supervisor was killed" : "the machine was restarted";
}
