import { ChronosError, type Finding, type Plan, planApply, type ReadClient, type Step } from "@chronos-job/core";
import { type Job, type JobSpec, kindOf, parseSchedule } from "@chronos-job/schemas";
import { findNamed } from "../change/find-jobs.ts";
import { validateForServer } from "../change/validate-for-server.ts";
import type { Session } from "../command/session.ts";
import { warningsText } from "../render/warnings.ts";
import { fillTemplate } from "./fill-template.ts";
import type { SweepGroup, SweepJob } from "./sweep-group.ts";

/** What there is to do about a job of a sweep. */
export type Errand =
	| { readonly kind: "none"; readonly job: SweepJob }
	/** It was sent before: only its fate is of interest. */
	| { readonly kind: "follow"; readonly job: SweepJob; readonly live: Job | undefined }
	| { readonly kind: "send"; readonly job: SweepJob; readonly step: Step };

/** What is left to do of a sweep, in its order: nothing is sent twice. */
export async function planSweep(
	session: Pick<Session, "host" | "note">,
	client: ReadClient,
	{ template, params, again, jobs }: SweepGroup,
): Promise<readonly Errand[]> {
	const open = jobs.filter(({ state }) => state !== "settled");
	const found = await findNamed(
		client,
		open.map(({ name }) => name),
	);
	const live = new Map(found.map((job) => [job.name, job]));
	const unsent = open.filter((job) => !wasSent(job, live.get(job.name)));
	const specs = await checkJobs(
		session,
		unsent.map((job) => fillTemplate(template, params, job)),
		{ client, found },
	);
	const steps = stepsFor(specs, found, { now: session.host.now(), again });
	return jobs.map((job) => {
		if (job.state === "settled") return { kind: "none", job };
		const step = steps.get(job.name);
		return step === undefined ? { kind: "follow", job, live: live.get(job.name) } : { kind: "send", job, step };
	});
}

/** A job that is there as it should be is left alone, unless all are to run again; any other is to run whatever it was. */
function stepsFor(
	specs: readonly JobSpec[],
	found: readonly Job[],
	{ now, again }: { readonly now: number; readonly again: boolean },
): ReadonlyMap<string, Step> {
	const fine = new Set(again ? [] : planApply(specs, found, { now }).unchanged);
	const { steps } = planApply(specs, found, { now, again: true });
	return new Map(steps.filter(({ name }) => !fine.has(name)).map((step) => [step.name, step]));
}

/** The part of a sweep that writes. */
export function planOf(errands: readonly Errand[]): Plan {
	return { steps: errands.flatMap((errand) => (errand.kind === "send" ? [errand.step] : [])), unchanged: [] };
}

/** Whether a job has reached the server; of one that was about to be sent the server itself tells. */
export function wasSent({ state, since }: SweepJob, live: Job | undefined): boolean {
	if (state !== "submitting") return state === "submitted";
	if (live === undefined) return false;
	const before = since?.before;
	return (
		before === undefined ||
		before.schedule !== (live.schedule ?? "") ||
		before.disabled !== live.disabled ||
		before.successCount !== live.successCount ||
		before.errorCount !== live.errorCount
	);
}

interface Server {
	readonly client: ReadClient;
	readonly found: readonly Job[];
}

async function checkJobs(
	{ host, note }: Pick<Session, "host" | "note">,
	documents: Parameters<typeof validateForServer>[1],
	{ client, found }: Server,
): Promise<readonly JobSpec[]> {
	const known = { client, jobs: found, what: "the jobs of the sweep" };
	const { specs, findings } = await validateForServer(host, documents, known);
	const repeated = specs.find((spec) => !runsOnce(spec));
	if (repeated !== undefined) throw repeating(repeated);
	const warnings = firstOfEach(findings.filter(({ severity }) => severity === "warning"));
	if (warnings.length > 0) note(warningsText(warnings, host.screen));
	return specs;
}

/** What is wrong with a template is so in all of its jobs. */
function firstOfEach(findings: readonly Finding[]): readonly Finding[] {
	return findings.filter(({ code }, index) => findings.findIndex((each) => each.code === code) === index);
}

/** A job that repeats is never done, and one that waits for others is not for us to start. */
function runsOnce(spec: JobSpec): boolean {
	if (kindOf(spec) !== "scheduled") return kindOf(spec) === "once";
	return parseSchedule(spec.schedule ?? "")?.repeat === 1;
}

function repeating(spec: JobSpec): ChronosError {
	return new ChronosError("usage.invalid", `${spec.name} would not run once: it has ${triggerOf(spec)}`, {
		hint: 'Give the template `"schedule": "R1//P1Y"`.',
	});
}

function triggerOf({ parents, schedule }: JobSpec): string {
	return parents === undefined ? `the schedule ${schedule}` : `parents (${parents.join(", ")})`;
}
