import { buildGraph, changesOf, type Plan, type Step } from "@chronos-job/core";
import { type Job, parseSchedule, specOf } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import type { TargetArgs } from "../command/target-args.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";
import { agreeToJobs } from "./agree-to-jobs.ts";
import { carryOut } from "./carry-out.ts";
import { findSelected } from "./find-jobs.ts";
import type { StepEvent } from "./step-event.ts";
import { tellLateNotice } from "./tell-late-notice.ts";

export interface SwitchResult {
	readonly plan: Plan;
	readonly isDone: boolean;
}

export interface SwitchArgs extends TargetArgs {
	readonly jobs: readonly string[];
	readonly yes: boolean;
}

/** Enables or disables jobs and leaves everything else about them, their counters too, as it is. */
export async function switchJobs(
	session: Session<StepEvent>,
	args: SwitchArgs,
	word: "enabled" | "disabled",
): Promise<SwitchResult> {
	await using client = await session.connect(args);
	const place = { host: session.host, target: client.target };
	const jobs = await selectWithSweeps(place, await findSelected(client, args.jobs), args.jobs);
	const plan = planSwitch(jobs, word === "disabled");
	const verb = word === "disabled" ? "disable" : "enable";
	const names = plan.steps.map(({ name }) => name);
	if (!(await agreeToJobs(session, verb, { words: args.jobs, names, isAgreed: args.yes })))
		return { plan, isDone: false };
	await carryOut(session, client, { plan, word });
	tellExhausted(session, { jobs, word });
	await tellLateNotice(session, client, plan);
	return { plan, isDone: true };
}

function planSwitch(jobs: readonly Job[], disabled: boolean): Plan {
	const byName = new Map(jobs.map((job) => [job.name, job]));
	const ordered = buildGraph(jobs).order.flatMap((name) => byName.get(name) ?? []);
	return {
		steps: ordered.filter((job) => job.disabled !== disabled).map((job) => switchStep(job, disabled)),
		unchanged: ordered.filter((job) => job.disabled === disabled).map(({ name }) => name),
	};
}

function switchStep(current: Job, disabled: boolean): Step {
	const spec = { ...specOf(current), disabled };
	const changes = changesOf(current, spec);
	return { kind: "update", name: current.name, spec, current, changes, startsAgain: false };
}

interface Switched {
	readonly jobs: readonly Job[];
	readonly word: "enabled" | "disabled";
}

function tellExhausted({ note }: Pick<Session, "note">, { jobs, word }: Switched): void {
	if (word === "disabled") return;
	for (const { name, schedule } of jobs) {
		if (schedule !== undefined && parseSchedule(schedule)?.repeat === 0)
			note(`${name} has used up its repetitions, so it does not run all the same; \`submit\` starts it again`);
	}
}
