import type { StepEvent } from "../change/step-event.ts";
import { type SwitchResult, switchJobs } from "../change/switch-jobs.ts";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { stepLine, unchangedLines } from "../render/step-event.ts";

export const disable = defineCommand({
	name: "disable <jobs..>",
	theme: "change",
	about: "Keep jobs from running, without deleting them; what runs now goes on",
	examples: [
		{ line: "chronos-job disable daily-report", about: "One job" },
		{ line: "chronos-job disable 'daily-*' --yes", about: "All whose names fit" },
	],
	args: {
		jobs: files("Jobs or sweeps, by their names, or patterns like 'daily-*'"),
		yes: flag("Do not ask when a pattern fits several jobs", "y"),
		...targetArgs,
	},

	run: (args, session: Session<StepEvent>): Promise<SwitchResult> => switchJobs(session, args, "disabled"),

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		event: stepLine,
		result: ({ plan, isDone }, screen) => (isDone ? unchangedLines(plan.unchanged, screen) : "nothing was changed\n"),
		json: ({ plan, isDone }) => ({ outcome: isDone ? "applied" : "declined", ...planOnWire(plan) }),
	},
});
