import { type ChronosClient, ChronosError, DocumentError, type Plan, showControls } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { agreeToPlan } from "../change/agree-to-plan.ts";
import { carryOut } from "../change/carry-out.ts";
import { editJob } from "../change/edit-job.ts";
import { openEditor } from "../change/open-editor.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import type { StepEvent } from "../change/step-event.ts";
import { tellLateNotice } from "../change/tell-late-notice.ts";
import { flag, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { fileLink } from "../render/link.ts";
import { stepLine } from "../render/step-event.ts";
import { findJob } from "../selection/find-job.ts";

export interface EditResult {
	readonly plan: Plan;
	readonly outcome: "applied" | "unchanged" | "declined";
	/** Where the text is that was not sent. */
	readonly keptIn?: string;
}

export const edit = defineCommand({
	name: "edit <job>",
	theme: "change",
	about: "Change a job in your editor: it is checked when you save, and opened again as long as it has errors",
	examples: [
		{ line: "chronos-job edit hello", about: "With the editor that VISUAL or EDITOR names" },
		{ line: "chronos-job edit daily-report --yes", about: "Send what was saved, without a question" },
	],
	args: {
		job: word("The job, by its name"),
		yes: flag("Do not ask before the job is replaced", "y"),
		...targetArgs,
	},

	async run({ job: name = "", yes, ...args }, session: Session<StepEvent>): Promise<EditResult> {
		await using client = await session.connect(args);
		const { job } = await findJob(client, name);
		return editAndApply(session, client, { job, isAgreed: yes });
	},

	exit: ({ outcome }) => (outcome === "declined" ? 1 : 0),

	views: {
		event: stepLine,
		result({ outcome, keptIn = "" }, screen) {
			if (outcome === "unchanged") return "nothing was changed\n";
			const place = fileLink(screen, keptIn, showControls(keptIn));
			return outcome === "declined" ? `nothing was changed; what you wrote is in ${place}\n` : "";
		},
		json: ({ plan, outcome, keptIn }) => ({ outcome, ...planOnWire(plan), ...(keptIn !== undefined && { keptIn }) }),
	},
});

interface Wish {
	readonly job: Job;
	readonly isAgreed: boolean;
}

/** What a person has written is thrown away when it is on the server, and not before. */
async function editAndApply(
	session: Session<StepEvent>,
	client: ChronosClient,
	{ job, isAgreed }: Wish,
): Promise<EditResult> {
	const editor = openEditor(session.host, job.name);
	try {
		const plan = await editJob(session, { client, job, editor });
		if (plan !== undefined && !(await agreeToPlan(session, plan, isAgreed)))
			return { plan, outcome: "declined", keptIn: editor.path };
		if (plan !== undefined) await carryOut(session, client, { plan });
		if (plan !== undefined) await tellLateNotice(session, client, plan);
		editor.forget();
		const isChanged = plan !== undefined && plan.steps.length > 0;
		return { plan: plan ?? nothing, outcome: isChanged ? "applied" : "unchanged" };
	} catch (error) {
		if (!editor.isUntouched()) throw withPlace(error, editor.path);
		editor.forget();
		throw error;
	}
}

const nothing: Plan = { steps: [], unchanged: [] };

/** The findings of a document say where it is. */
function withPlace(error: unknown, path: string): unknown {
	if (!(error instanceof ChronosError) || error instanceof DocumentError) return error;
	return new ChronosError(error.code, `${error.message}; what you wrote is in ${path}`, {
		hint: error.hint,
		cause: error,
	});
}
