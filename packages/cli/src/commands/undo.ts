import { ChronosError, type Plan, planApply, type Step, type Target } from "@chronos-job/core";
import { countersOf, specOf } from "@chronos-job/schemas";
import { agreeToPlan } from "../change/agree-to-plan.ts";
import { carryOut } from "../change/carry-out.ts";
import { findNamed } from "../change/find-jobs.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
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
	about: "Put back what the latest change from here has replaced or deleted; done twice, it undoes itself",
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
		const jobs = await findNamed(
			client,
			kept.map(({ job }) => job),
		);
		const plan = planUndo(
			kept,
			planApply(
				kept.map(({ definition }) => specOf(definition)),
				jobs,
				{ now },
			),
		);
		tellWhatIsDue(session, plan);
		if (!(await agreeToPlan(session, plan, args.yes))) return { plan, isDone: false };
		await carryOut(session, client, { plan, word: "restored" });
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

/** What was deleted comes back with what the server had counted. */
function planUndo(kept: readonly KeptDefinition[], plan: Plan): Plan {
	const definitions = new Map(kept.map(({ job, definition }) => [job, definition]));
	const steps = plan.steps.map((step): Step => {
		const definition = definitions.get(step.name);
		if (step.kind !== "create" || definition === undefined) return step;
		return { ...step, spec: { ...step.spec, ...countersOf(definition) } };
	});
	return { ...plan, steps };
}
