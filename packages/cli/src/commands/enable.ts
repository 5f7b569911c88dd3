import type { StepEvent } from "../change/step-event.ts";
import { type SwitchResult, switchJobs } from "../change/switch-jobs.ts";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { stepLine, unchangedLines } from "../render/step-event.ts";

export const enable = defineCommand({
	name: "enable <jobs..>",
	theme: "change",
	about: "Let jobs run again that were disabled; their counters stay",
	examples: [
		{ line: "chronos-job enable daily-report", about: "One job" },
		{ line: "chronos-job enable 'daily-*' --yes", about: "All whose names fit" },
	],
	args: {
		jobs: files("Jobs or sweeps, by their names, or patterns like 'daily-*'"),
		yes: flag("Do not ask when a pattern fits several jobs", "y"),
		...targetArgs,
	},

	run: (args, session: Session<StepEvent>): Promise<SwitchResult> => switchJobs(session, args, "enabled"),

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		event: stepLine,
		result: ({ plan, isDone }, screen) => (isDone ? unchangedLines(plan.unchanged, screen) : "nothing was changed\n"),
		json: ({ plan, isDone }) => ({ outcome: isDone ? "applied" : "declined", ...planOnWire(plan) }),
	},
});
