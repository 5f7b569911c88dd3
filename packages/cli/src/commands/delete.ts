import {
	ChronosError,
	type DeletionEffect,
	deletionEffects,
	type Plan,
	planDeletion,
	type ReadClient,
} from "@chronos-job/core";
import { specOf } from "@chronos-job/schemas";
import { agreeToPlan } from "../change/agree-to-plan.ts";
import { carryOut } from "../change/carry-out.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import type { StepEvent } from "../change/step-event.ts";
import { choice, files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import type { Host } from "../host.ts";
import { deletionEffectLines } from "../render/deletion-effects.ts";
import { planReport } from "../render/plan.ts";
import { plural } from "../render/plural.ts";
import { namesText } from "../render/server-facts.ts";
import { stepLine } from "../render/step-event.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface DeleteResult {
	readonly plan: Plan;
	readonly outcome: "applied" | "declined" | "planned";
	/** What the server would do to jobs that stay. */
	readonly effects: readonly DeletionEffect[];
}

export const deleteJobs = defineCommand({
	name: "delete <jobs..>",
	theme: "change",
	about: "Delete jobs, after a look at what that does to others; `undo` brings them back",
	examples: [
		{ line: "chronos-job delete hello --yes", about: "One job" },
		{
			line: "chronos-job delete extract --children reparent --dry-run",
			about: "See what would become of its children",
		},
	],
	args: {
		jobs: files("Jobs or sweeps, by their names, or patterns like 'daily-*'"),
		children: choice(
			"What becomes of children that stay: refuse to delete, take the parent away, or leave them to the server",
			{
				choices: ["refuse", "reparent", "leave"],
				byDefault: "refuse",
			},
		),
		dryRun: flag("Change nothing; show what would be done"),
		yes: flag("Do not ask", "y"),
		...targetArgs,
	},

	async run(args, session: Session<StepEvent>): Promise<DeleteResult> {
		if (args.dryRun) {
			await using reader = await session.connectToRead(args);
			return { ...(await planNamed(session.host, reader, args.jobs)), outcome: "planned" };
		}
		await using client = await session.connect(args);
		const { plan, effects } = await planNamed(session.host, client, args.jobs);
		if (effects.length > 0 && args.children !== "reparent")
			session.note(deletionEffectLines(effects, session.host.screen).trimEnd());
		if (effects.length > 0 && args.children === "refuse") throw refusal(effects);
		if (!(await agreeToPlan(session, plan, args.yes))) return { plan, effects, outcome: "declined" };
		await carryOut(session, client, { plan, children: args.children });
		return { plan, effects, outcome: "applied" };
	},

	exit: ({ outcome }) => (outcome === "declined" ? 1 : 0),

	views: {
		event: stepLine,
		result({ plan, effects, outcome }, screen) {
			if (outcome === "planned") return deletionEffectLines(effects, screen) + planReport(plan, screen);
			return outcome === "declined" ? "nothing was changed\n" : "";
		},
		json: ({ plan, effects, outcome }) => ({ outcome, ...planOnWire(plan), effects }),
	},
});

async function planNamed(
	host: Host,
	client: ReadClient,
	words: readonly string[],
): Promise<Pick<DeleteResult, "plan" | "effects">> {
	const jobs = await client.jobs.list();
	const selected = await selectWithSweeps({ host, target: client.target }, jobs, words);
	const names = selected.map(({ name }) => name);
	const leaving = new Set(names);
	const specs = jobs.map(specOf);
	const effects = names.flatMap((name) => deletionEffects(specs, name)).filter(({ job }) => !leaving.has(job));
	return { plan: planDeletion(names, jobs), effects };
}

function refusal(effects: readonly DeletionEffect[]): ChronosError {
	const children = [...new Set(effects.map(({ job }) => job))];
	const message = `${plural(children.length, "job")} would be rewritten, for ${children.length === 1 ? "its parent" : "their parents"} would be gone: ${namesText(children)}`;
	return new ChronosError("job.has-children", message, {
		hint: "Delete the children as well, or take the parent from them with `--children reparent`.",
	});
}
