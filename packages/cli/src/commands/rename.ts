import { commandLine, type ChronosClient, ChronosError, showControls } from "@chronos-job/core";
import { carryOut } from "../change/carry-out.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { planRename, type Renaming, whyBusy } from "../change/plan-rename.ts";
import { nameFlaw, refuseIllegalName } from "../change/refuse-illegal-name.ts";
import type { StepEvent } from "../change/step-event.ts";
import { tellWhatIsDue } from "../change/tell-what-is-due.ts";
import { flag, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { plural } from "../render/plural.ts";
import { namesText } from "../render/server-facts.ts";
import { stepLine } from "../render/step-event.ts";
import { findJob } from "../selection/find-job.ts";

export interface RenameResult extends Renaming {
	readonly isDone: boolean;
}

export const rename = defineCommand({
	name: "rename <job> [name]",
	theme: "change",
	about: "Give a job another name: its definition, its counters and its children go with it",
	examples: [
		{ line: "chronos-job rename daily-report report", about: "One job" },
		{ line: "chronos-job rename extract fetch --yes", about: "Its children wait for the new name, without a question" },
	],
	args: {
		job: word("The job, by its name"),
		name: word("Its new name"),
		force: flag("Also while it runs, which ends the run"),
		yes: flag("Do not ask before its children are changed", "y"),
		...targetArgs,
	},

	async run({ job: old = "", name, force, yes, ...args }, session: Session<StepEvent>): Promise<RenameResult> {
		const fresh = readName(old, name);
		await using client = await session.connect(args);
		const { job, summary } = await findJob(client, old);
		const why = whyBusy(job, summary, session.host.now());
		if (why !== undefined && !force) throw busy(old, why);
		const renaming = planRename({ job, name: fresh, jobs: await client.jobs.list() });
		if (renaming.isBegun) session.note(`${fresh} is there already, and the same: ${old} is left to be deleted`);
		if (!yes && !(await agree(session, renaming, { from: old, to: fresh }))) return { ...renaming, isDone: false };
		tellWhatIsDue(session, renaming.plan);
		await carryOutOrTell(session, client, { renaming, from: old, to: fresh });
		return { ...renaming, isDone: true };
	},

	exit: ({ isDone }) => (isDone ? 0 : 1),

	views: {
		event: stepLine,
		result: ({ isDone }) => (isDone ? "" : "nothing was changed\n"),
		json: ({ plan, children, isDone }) => ({ outcome: isDone ? "applied" : "declined", ...planOnWire(plan), children }),
	},
});

interface Names {
	readonly from: string;
	readonly to: string;
}

function readName(old: string, name: string | undefined): string {
	if (name === undefined) {
		throw new ChronosError("usage.invalid", `nobody has said what ${showControls(old)} is to be called`, {
			hint: nameFlaw(old)?.hint ?? "Write its new name behind the old one.",
		});
	}
	refuseIllegalName(name);
	if (name !== old) return name;
	throw new ChronosError("usage.invalid", `that is what ${name} is called already`, { hint: "Write another name." });
}

function busy(job: string, why: string): ChronosError {
	return new ChronosError(
		"job.busy",
		`${job} cannot be renamed now: ${why}, and its server knows no other way than to delete it`,
		{
			hint: `Wait for it with \`${commandLine("wait", job)}\`, or give --force.`,
		},
	);
}

/** Nobody is asked about the job that was named, only about the others. */
async function agree(
	{ confirm }: Pick<Session, "confirm">,
	{ children, isBegun }: Renaming,
	{ from, to }: Names,
): Promise<boolean> {
	if (children.length === 0 && !isBegun) return true;
	const others = children.length === 0 ? "" : `, and change ${plural(children.length, "job")} (${namesText(children)})`;
	return confirm(`${isBegun ? `delete ${from} in favour of` : `rename ${from} to`} ${to}${others}?`, "--yes");
}

async function carryOutOrTell(
	session: Session<StepEvent>,
	client: ChronosClient,
	{ renaming, from, to }: Names & { readonly renaming: Renaming },
): Promise<void> {
	const done: string[] = [];
	const emit = (event: StepEvent): void => {
		done.push(event.job);
		session.emit(event);
	};
	try {
		await carryOut({ ...session, emit }, client, { plan: renaming.plan, renamed: { from, to } });
	} catch (error) {
		if (done.length > 0)
			session.note(`${from} is still there; \`${commandLine("rename", from, to)}\` goes on from here`);
		throw error;
	}
}
