import type { Plan } from "@chronos-job/core";
import { planDocuments } from "../change/plan-documents.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { readShaped } from "../change/read-shaped.ts";
import { shapingArgs } from "../change/shaping-args.ts";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { planReport } from "../render/plan.ts";

export interface DiffResult {
	readonly plan: Plan;
	readonly tellsByExit: boolean;
}

export const diff = defineCommand({
	name: "diff <files..>",
	theme: "look",
	about: "Show where job files and the server say different things; counters and launches do not count",
	examples: [
		{ line: "chronos-job diff hello.json", about: "Field by field; nothing when both say the same" },
		{ line: "chronos-job diff pipeline --exit-code", about: "Answer 3 when anything differs" },
	],
	args: {
		files: files("Job files, folders of them, or - for standard input"),
		exitCode: flag("Answer 3 when anything differs"),
		...shapingArgs,
		...targetArgs,
	},

	async run(args, session): Promise<DiffResult> {
		const wanted = await readShaped(session, args.files, args);
		await using client = await session.connectToRead(args);
		return { plan: await planDocuments(session, wanted, { client }), tellsByExit: args.exitCode };
	},

	exit: ({ plan, tellsByExit }) => (tellsByExit && plan.steps.length > 0 ? 3 : 0),

	views: {
		result: ({ plan }, screen) => (plan.steps.length === 0 ? "" : planReport(plan, screen, { isFull: true })),
		json: ({ plan }) => planOnWire(plan),
	},
});
