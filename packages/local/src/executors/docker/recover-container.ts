import type { Clock } from "@chronos-job/core";
import type { Recovery, Sandbox } from "../executor.ts";
import { type ContainerRecord, readContainerRecord } from "./container-record.ts";
import type { EngineDesk } from "./engine-desk.ts";
import { followContainer } from "./follow-container.ts";
import { nameOf } from "./launch-container.ts";
import { nonceLabel } from "./plan-container.ts";
import { withDeadline } from "./with-deadline.ts";

export interface ContainerRecovery {
	readonly nonce: string;
	readonly sandbox: Sandbox;
	readonly clock: Clock;
	readonly desk: EngineDesk;
	readonly maxLogBytes?: number | undefined;
}

/** What became of a container that an earlier server may have started; rejects while its engine does not answer. */
export async function recoverContainer(recovery: ContainerRecovery): Promise<Recovery> {
	const { nonce, sandbox } = recovery;
	const record = await readContainerRecord(sandbox.directory);
	if (record === undefined || record.nonce !== nonce) return { kind: "never-claimed" };
	if (record.phase === "ended" && record.exit !== undefined) return record.exit;
	return lookAt(recovery, record);
}

async function lookAt(
	recovery: ContainerRecovery,
	{ nonce, engine, phase, writesLogs }: ContainerRecord,
): Promise<Recovery> {
	const client = await recovery.desk.reach(engine);
	const id = nameOf(nonce);
	const found = await withDeadline(recovery.clock, lookMs, (signal) => client.findContainer(id, signal));
	if (found?.Config?.Labels?.[nonceLabel] !== nonce) return phase === "creating" ? { kind: "never-claimed" } : gone;
	// It was made, and nothing of it has run: whoever launches it goes on from there.
	if (unstarted.has(found.State?.Status ?? "")) return { kind: "never-claimed" };
	return { kind: "running", attempt: followContainer({ ...recovery, client, id, writesLogs }) };
}

const lookMs = 10_000;
const unstarted: ReadonlySet<string> = new Set(["created", "configured", "initialized"]);
const gone: Recovery = { kind: "lost", reason: "the container was removed while no server looked" };
