import { ChronosError, type Plan, type ReadClient } from "@chronos-job/core";
import { carryOut } from "../change/carry-out.ts";
import { cloneDocument, isExhausted } from "../change/plan-clone.ts";
import { planDocuments } from "../change/plan-documents.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import type { StepEvent } from "../change/step-event.ts";
import { tellWhatIsDue } from "../change/tell-what-is-due.ts";
import { flag, list, text, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { planReport } from "../render/plan.ts";
import { stepLine } from "../render/step-event.ts";
import { findJob } from "../selection/find-job.ts";

export interface CloneResult {
	readonly plan: Plan;
	readonly outcome: "applied" | "planned";
}

export const clone = defineCommand({
	name: "clone <job> <name>",
	theme: "change",
	about: "Make a job like another one, which has not run yet",
	examples: [
		{
			line: "chronos-job clone daily-report weekly-report --schedule R/2030-01-07T06:00:00Z/P1W",
			about: "At other times",
		},
		{
			line: "chronos-job clone hello hello-2 --schedule R1//P1Y --set retries=1",
			about: "Once, now, with another field",
		},
		{ line: "chronos-job clone daily-report trial --set disabled=true --dry-run", about: "See it; nothing is sent" },
	],
	args: {
		job: word("The job, by its name"),
		name: word("The name of the new one"),
		schedule: text("Its schedule; that of the other job unless said otherwise"),
		set: list("Another value of a field, like retries=0 or container.image=node:24; may be given more than once"),
		dryRun: flag("Change nothing; show the new job"),
		...targetArgs,
	},

	async run(args, session: Session<StepEvent>): Promise<CloneResult> {
		if (args.dryRun) {
			await using reader = await session.connectToRead(args);
			return { plan: await planClone(session, reader, args), outcome: "planned" };
		}
		await using client = await session.connect(args);
		const plan = await planClone(session, client, args);
		tellWhatIsDue(session, plan);
		await carryOut(session, client, { plan });
		return { plan, outcome: "applied" };
	},

	views: {
		event: stepLine,
		result: ({ plan, outcome }, screen) => (outcome === "planned" ? planReport(plan, screen, { isFull: true }) : ""),
		json: ({ plan, outcome }) => ({ outcome, ...planOnWire(plan) }),
	},
});

interface CloneArgs {
	readonly job: string | undefined;
	readonly name: string | undefined;
	readonly schedule: string | undefined;
	readonly set: readonly string[];
}

async function planClone(
	session: Session<StepEvent>,
	client: ReadClient,
	{ job: original = "", name = "", schedule, set }: CloneArgs,
): Promise<Plan> {
	const { job } = await findJob(client, original);
	const documents = [cloneDocument(job, { name, schedule, set })];
	const { specs } = session.check(documents);
	const plan = await planDocuments(session, { documents, specs }, { client });
	if (plan.steps.some(({ kind }) => kind !== "create") || plan.unchanged.length > 0) throw taken(name);
	if (specs.some(isExhausted))
		session.note(`${name} has no repetitions left, as ${original}; --schedule gives it some`);
	return plan;
}

function taken(name: string): ChronosError {
	return new ChronosError("job.exists", `there is a job ${name} already`, {
		hint: "Choose another name; `chronos-job edit` changes a job.",
	});
}
