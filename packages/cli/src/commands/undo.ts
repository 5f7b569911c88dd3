import { commandLine, ChronosError, type Plan, type ReadClient, type Target } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { agreeToPlan } from "../change/agree-to-plan.ts";
import { carryOut } from "../change/carry-out.ts";
import { findNamed } from "../change/find-jobs.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { whyBusy } from "../change/plan-rename.ts";
import { planUndo, type Renamed } from "../change/plan-undo.ts";
import { tellLateNotice } from "../change/tell-late-notice.ts";
import { tellWhatIsDue } from "../change/tell-what-is-due.ts";
import type { StepEvent } from "../change/step-event.ts";
import { flag, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import type { KeptDefinition } from "../definitions/kept-definition.ts";
import { latestDefinitions, listDefinitions } from "../definitions/list-definitions.ts";
import { stepLine, unchangedLines } from "../render/step-event.ts";

export interface UndoResult {
	readonly plan: Plan;
	readonly isDone: boolean;
}

export const undo = defineCommand({
	name: "undo [job]",
	theme: "change",
	about: "Put back what was replaced or deleted last from here; done twice, it undoes itself",
	examples: [
		{ line: "chronos-job undo --yes", about: "All that the latest command replaced or deleted" },
		{ line: "chronos-job undo hello --yes", about: "One job, without being asked" },
	],
	args: {
		job: word("A job; all of the latest command without one"),
		yes: flag("Do not ask", "y"),
		...targetArgs,
	},

	async run(args, session: Session<StepEvent>): Promise<UndoResult> {
		await using client = await session.connect(args);
		const kept = keptFor(session, client.target, args.job);
		const now = session.host.now();
		const jobs = await findJobs(client, kept);
		const { plan, renamed, left } = planUndo({ kept, jobs, now });
		if (renamed !== undefined) await refuseBusy(client, { jobs, renamed, now });
		if (left !== undefined) session.note(leftNote(left));
		tellWhatIsDue(session, plan);
		if (!(await agreeToPlan(session, plan, args.yes))) return { plan, isDone: false };
		await carryOut(session, client, { plan, word: "restored", renamed });
		await tellLateNotice(session, client, plan);
		return { plan, isDone: true };
	},

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		event: stepLine,
		result: ({ plan, isDone }, screen) => (isDone ? unchangedLines(plan.unchanged, screen) : "nothing was changed\n"),
		json: ({ plan, isDone }) => ({ outcome: isDone ? "applied" : "declined", ...planOnWire(plan) }),
	},
});

function keptFor({ host }: Pick<Session, "host">, target: Target, job: string | undefined): readonly KeptDefinition[] {
	const kept = job === undefined ? latestDefinitions(host, target) : listDefinitions(host, target, job).slice(0, 1);
	if (kept.length > 0) return kept;
	const what = job === undefined ? "nothing" : `"${job}"`;
	throw new ChronosError(
		"definition.not-found",
		`${what} was ${job === undefined ? "" : "not "}replaced or deleted from here on ${target.name}`,
		{
			hint: "Run `chronos-job history --definitions` to see what was.",
		},
	);
}

/** Whatever waits for a job that gets its old name back has to follow it. */
async function findJobs(client: ReadClient, kept: readonly KeptDefinition[]): Promise<readonly Job[]> {
	if (kept.some(({ renamedTo }) => renamedTo !== undefined)) return client.jobs.list();
	return findNamed(
		client,
		kept.map(({ job }) => job),
	);
}

interface GoingBack {
	readonly jobs: readonly Job[];
	readonly renamed: Renamed;
	readonly now: number;
}

async function refuseBusy(client: ReadClient, { jobs, renamed: { from, to }, now }: GoingBack): Promise<void> {
	const job = jobs.find(({ name }) => name === from);
	const summary = (await client.jobs.summaries()).find(({ name }) => name === from);
	const why = job && whyBusy(job, summary, now);
	if (why === undefined) return;
	throw new ChronosError("job.busy", `${from} cannot be called ${to} again now: ${why}`, {
		hint: `Wait for it with \`${commandLine("wait", from)}\`.`,
	});
}

function leftNote(name: string): string {
	return `${name}, as it was called since, has become another job and stays; \`${commandLine("delete", name)}\` deletes it`;
}
