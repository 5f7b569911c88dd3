import { inLanes } from "./in-lanes.ts";
import { isDueNow } from "./is-due-now.ts";
import { sendJob } from "./send-job.ts";
import { verifyJob } from "./verify-job.ts";
import { wavesOf } from "./waves-of.ts";
import type { Work } from "./work.ts";
import { appliedStepOf, writeJobs, type WriteStep, type Written } from "./write-jobs.ts";

/** Writes parents before their children, and lets no parent run before it has them: they would miss its success. */
export async function writeInOrder(work: Work, steps: readonly WriteStep[]): Promise<void> {
	const restarts = new Set(steps.filter(isRestart));
	const firsts = steps.filter((step) => !restarts.has(step));
	const held = await namesToHold(work, firsts);
	const holding: Written[] = [];
	const onWritten = (written: Written): void => {
		if (held.has(written.step.name)) holding.push(written);
		else work.report(appliedStepOf(written));
	};
	const writing = await inLanes([firsts], 1, (all) => writeWaves(work, all, { held, onWritten }));
	// Whatever has failed, or whoever has lost patience: they were to be there, and enabled.
	const releasing = await inLanes(holding, work.lanes, (written) => release({ ...work, signal: undefined }, written));
	const failure = writing.failure ?? releasing.failure;
	if (failure !== undefined) throw failure.error;
	await writeJobs(work, [...restarts], onWritten);
}

interface Holding {
	readonly held: ReadonlySet<string>;
	readonly onWritten: (written: Written) => void;
}

async function writeWaves(work: Work, steps: readonly WriteStep[], { held, onWritten }: Holding): Promise<void> {
	const disabledAtFirst = (step: WriteStep): WriteStep =>
		held.has(step.name) ? { ...step, spec: { ...step.spec, disabled: true } } : step;
	for (const wave of wavesOf(steps, ({ spec }) => spec.parents ?? [])) {
		await writeJobs(work, wave.map(disabledAtFirst), onWritten);
	}
}

/** Whether a step does no more than to start a job that has run before; its children find it there already. */
function isRestart(step: WriteStep): boolean {
	return step.kind === "update" && step.startsAgain && !step.changes.some(({ path }) => path[0] === "parents");
}

/** New parents that would run at once: on a server of ours they may be done before their children are sent. */
async function namesToHold({ client, clock, signal }: Work, steps: readonly WriteStep[]): Promise<ReadonlySet<string>> {
	const parents = new Set(steps.flatMap(({ spec }) => spec.parents ?? []));
	const early = steps.filter(
		({ kind, name, spec }) => kind === "create" && parents.has(name) && isDueNow(spec, clock.now()),
	);
	// Any other server takes its time to launch a job, and may not notice for long that one was enabled (contract §5.1).
	const isOurs = early.length > 0 && (await client.server.local({ signal })) !== undefined;
	return new Set(isOurs ? early.map(({ name }) => name) : []);
}

async function release(work: Work, written: Written): Promise<void> {
	const { step, sent, after: before } = written;
	const { disabled: _, ...spec } = step.spec;
	const released = await sendJob(work, { name: step.name, spec, before });
	const after = await verifyJob(work, released, (name) => work.client.jobs.find(name, { signal: work.signal }));
	work.report(appliedStepOf({ step, sent, after }));
}
