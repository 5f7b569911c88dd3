import { explainHeld, familiesWith, parentsToHold } from "./held-parents.ts";
import { inLanes } from "./in-lanes.ts";
import { type Nudge, nudge } from "./nudge.ts";
import { sendJob } from "./send-job.ts";
import { verifyJob } from "./verify-job.ts";
import { wavesOf } from "./waves-of.ts";
import { unhurried, type Work } from "./work.ts";
import { appliedStepOf, writeJobs, type WriteStep, type Written } from "./write-jobs.ts";

/** Writes parents before their children, and lets no parent run before it has them: they would miss its success. */
export async function writeInOrder(work: Work, steps: readonly WriteStep[]): Promise<Nudge | undefined> {
	const restarts = steps.filter(isRestart);
	const firsts = steps.filter((step) => !isRestart(step));
	const nudged = await writeFirsts(work, firsts);
	await writeJobs(work, restarts, (written) => work.report(appliedStepOf(written)));
	return nudged;
}

async function writeFirsts(work: Work, steps: readonly WriteStep[]): Promise<Nudge | undefined> {
	const held = parentsToHold(steps, work.clock.now());
	const holding: Written[] = [];
	const written = new Set<string>();
	const onWritten = (each: Written): void => {
		written.add(each.step.name);
		if (held.has(each.step.name)) holding.push(each);
		else work.report(appliedStepOf(each));
	};
	const writing = await inLanes([steps], { lanes: 1 }, (all) => writeWaves(work, all, { held, onWritten }));
	const isWhole = familiesWith(steps, written);
	const ready = holding.filter(({ step }) => isWhole(step.name));
	// Whoever has lost patience: these were to be there, and enabled.
	const releasing = await inLanes(ready, { lanes: work.lanes }, (each) => release(unhurried(work), each));
	const nudged = releasing.done.length === 0 ? undefined : await nudge(work);
	const failure = writing.failure ?? releasing.failure;
	if (failure === undefined) return nudged;
	const left = holding.map(({ step }) => step.name).filter((name) => !releasing.done.includes(name));
	throw explainHeld(failure.error, left);
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

/** Answers the name. */
async function release(work: Work, { step, sent: first, after: before }: Written): Promise<string> {
	const { name } = step;
	// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
	const { disabled, ...spec } = step.spec;
	const sent = await sendJob(work, { name, spec, before });
	const after = await verifyJob(work, sent, (job) => work.client.jobs.find(job));
	const told = { ...sent, before: first.before, doubt: first.doubt ?? sent.doubt };
	work.report(appliedStepOf({ step, sent: told, after }));
	return name;
}
