import type { Plan } from "@chronos-job/core";
import { agreeToPlan } from "../change/agree-to-plan.ts";
import { carryOut } from "../change/carry-out.ts";
import { planDocuments } from "../change/plan-documents.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { readShaped } from "../change/read-shaped.ts";
import { tellLateNotice } from "../change/tell-late-notice.ts";
import type { StepEvent } from "../change/step-event.ts";
import { files, flag } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { planReport } from "../render/plan.ts";
import { stepLine } from "../render/step-event.ts";

export interface SyncResult {
	readonly plan: Plan;
	readonly outcome: "applied" | "declined" | "planned";
	/** Whether what would be done is to be told by the exit code. */
	readonly tellsByExit: boolean;
}

export const sync = defineCommand({
	name: "sync <files..>",
	theme: "files",
	about: "Make the server have the jobs of a folder, and leave alone what is as it should be",
	examples: [
		{ line: "chronos-job sync pipeline", about: "Done twice, it does nothing the second time" },
		{ line: "chronos-job sync pipeline --prune --dry-run", about: "See which jobs no file mentions" },
	],
	args: {
		files: files("Folders of job files, files, or - for standard input"),
		prune: flag("Also delete all jobs of the server that no file mentions"),
		dryRun: flag("Change nothing; show what would be done"),
		exitCode: flag("With --dry-run: answer 3 when there is anything to do"),
		yes: flag("Do not ask before jobs are replaced or deleted", "y"),
		...targetArgs,
	},

	async run(args, session: Session<StepEvent>): Promise<SyncResult> {
		const tellsByExit = args.exitCode;
		const wanted = await readShaped(session, args.files, nothing);
		if (args.dryRun) {
			await using reader = await session.connectToRead(args);
			const plan = await planDocuments(session, wanted, { ...args, client: reader });
			return { plan, outcome: "planned", tellsByExit };
		}
		await using client = await session.connect(args);
		const plan = await planDocuments(session, wanted, { ...args, client });
		if (!(await agreeToPlan(session, plan, args.yes))) return { plan, outcome: "declined", tellsByExit };
		await carryOut(session, client, { plan });
		await tellLateNotice(session, client, plan);
		return { plan, outcome: "applied", tellsByExit };
	},

	exit({ plan, outcome, tellsByExit }) {
		if (outcome === "declined") return 1;
		return outcome === "planned" && tellsByExit && plan.steps.length > 0 ? 3 : 0;
	},

	views: {
		event: stepLine,
		result: ({ plan, outcome }, screen) => {
			if (outcome === "planned") return planReport(plan, screen);
			if (outcome === "declined") return "nothing was changed\n";
			return plan.steps.length === 0 ? planReport(plan, screen) : "";
		},
		json: ({ plan, outcome }) => ({ outcome, ...planOnWire(plan) }),
	},
});

const nothing = { set: [], param: [], name: undefined };
