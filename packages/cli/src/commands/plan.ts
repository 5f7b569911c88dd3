import type { Plan } from "@chronos-job/core";
import { planDocuments } from "../change/plan-documents.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { readShaped } from "../change/read-shaped.ts";
import { shapingArgs } from "../change/shaping-args.ts";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { planReport } from "../render/plan.ts";

export interface PlanResult {
	readonly plan: Plan;
	/** Whether changes are to be told by the exit code. */
	readonly tellsByExit: boolean;
}

export const plan = defineCommand({
	name: "plan <files..>",
	theme: "run",
	about: "Show what `submit` would do, without doing any of it",
	examples: [
		{ line: "chronos-job plan hello.json", about: "What is new, what would be replaced, what runs again" },
		{ line: "chronos-job plan pipeline --exit-code", about: "Answer 3 when there is anything to do" },
	],
	args: {
		files: files("Job files, folders of them, or - for standard input"),
		exitCode: flag("Answer 3 when there is anything to do"),
		...shapingArgs,
		...targetArgs,
	},

	async run(args, session): Promise<PlanResult> {
		const wanted = await readShaped(session, args.files, args);
		await using client = await session.connectToRead(args);
		return { plan: await planDocuments(session, wanted, { client, again: true }), tellsByExit: args.exitCode };
	},

	exit: ({ plan, tellsByExit }) => (tellsByExit && plan.steps.length > 0 ? 3 : 0),

	views: {
		result: ({ plan }, screen) => planReport(plan, screen),
		json: ({ plan }) => planOnWire(plan),
	},
});
