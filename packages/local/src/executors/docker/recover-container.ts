import type { Clock } from "@chronos-job/core";
import type { Recovery, Sandbox } from "../executor.ts";
import { type ContainerRecord, readContainerRecord } from "./container-record.ts";
import { discardContainer, type Discarding, isUnstarted } from "./discard-container.ts";
import type { EngineDesk } from "./engine-desk.ts";
import { followContainer } from "./follow-container.ts";
import type { LateContainers } from "./late-containers.ts";
import { nameOf } from "./launch-container.ts";
import { nonceLabel } from "./plan-container.ts";
import { withDeadline } from "./with-deadline.ts";

export interface ContainerRecovery {
	readonly nonce: string;
	readonly sandbox: Sandbox;
	readonly clock: Clock;
	readonly desk: EngineDesk;
	readonly late: Pick<LateContainers, "expect">;
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

async function lookAt(recovery: ContainerRecovery, record: ContainerRecord): Promise<Recovery> {
	const { nonce, engine, phase, writesLogs } = record;
	const client = await recovery.desk.reach(engine);
	const id = nameOf(nonce);
	const container: Discarding = { client, id, directory: recovery.sandbox.directory, nonce };
	const found = await withDeadline(recovery.clock, lookMs, (signal) => client.findContainer(id, signal));
	if (found?.Config?.Labels?.[nonceLabel] !== nonce) {
		if (phase !== "creating") return gone;
		recovery.late.expect(nonce, container);
		return { kind: "never-claimed" };
	}
	// Who launches it makes another one; nobody may, and then it would be there for ever.
	if (isUnstarted(found.State?.Status) && (await discardContainer(container))) return { kind: "never-claimed" };
	return { kind: "running", attempt: followContainer({ ...recovery, client, id, writesLogs }) };
}

const lookMs = 10_000;
const gone: Recovery = { kind: "lost", reason: "the container was removed while no server looked" };
