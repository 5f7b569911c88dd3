import type { ReadClient } from "@chronos-job/core";
import { agreeToPlan } from "../change/agree-to-plan.ts";
import { files, flag, list, text, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import type { Host } from "../host.ts";
import { readQuantity } from "../local/quantities.ts";
import { sweepLine, sweepReport } from "../render/sweep.ts";
import { openSweep } from "../sweep/open-sweep.ts";
import type { Errand } from "../sweep/plan-sweep.ts";
import { refuseSecondDriver } from "../sweep/sweep-book.ts";
import { type SweepEvent, sweepEventOnWire } from "../sweep/sweep-event.ts";
import { startRecord } from "../sweep/sweep-files.ts";
import { countJobs, type SweepCount, type SweepGroup, type SweepJob } from "../sweep/sweep-group.ts";
import { sweepResultOnWire } from "../sweep/sweep-result-on-wire.ts";

export interface SweepResult {
	readonly group: string;
	readonly outcome: "settled" | "declined" | "planned";
	readonly params: readonly string[];
	readonly jobs: readonly (SweepJob & { readonly what: string })[];
	readonly count: SweepCount;
	/** Whether nobody can read what the jobs have printed. */
	readonly isMute?: boolean;
}

export const sweep = defineCommand({
	name: "sweep [template] [values..]",
	theme: "run",
	about: "Run a job once for every combination of parameters, a few at a time; goes on where it was interrupted",
	examples: [
		{ line: "chronos-job sweep sweep/train.template --grid lr=0.1,0.01 seed=1..3", about: "Six jobs, four at a time" },
		{
			line: "chronos-job sweep sweep/train.template --params sweep/runs.csv",
			about: "A job for every line of a table",
		},
		{
			line: "chronos-job sweep sweep/train.template --params sweep/runs.csv --dry-run",
			about: "See the jobs; nothing is sent",
		},
	],
	args: {
		template: word("A job file with a {{placeholder}} wherever a value belongs"),
		values: files("More of --grid"),
		grid: list("Values to combine: name=1,2,3 or name=1..9 or name=1..9..2"),
		params: text("A CSV file, or - for standard input: names first, then a line for every job"),
		maxParallel: text("How many jobs may be under way at a time: 4, or as many as before with --resume", "p"),
		group: text("What to call all of it; the template's name unless said otherwise"),
		resume: text("Go on with a sweep that was interrupted, by its name"),
		again: flag("Begin anew, whatever was done before"),
		failed: flag("Run those again that did not succeed"),
		dryRun: flag("Send nothing; show the jobs"),
		yes: flag("Do not ask before other jobs of the same names are replaced", "y"),
		...targetArgs,
	},

	async run({ values, ...args }, session: Session<SweepEvent>): Promise<SweepResult> {
		const maxParallel = readQuantity("--max-parallel", args.maxParallel, { parse: parseLanes, like: "4" });
		const wanted = { ...args, grid: [...args.grid, ...values], maxParallel };
		const { planSweep, planOf } = await import("../sweep/plan-sweep.ts");
		if (args.dryRun) {
			await using reader = await session.connectToRead(args);
			const { group } = await openSweep(session, reader.target, wanted);
			return resultOf(group, "planned", await planSweep(session, reader, group));
		}
		await using client = await session.connect(args);
		const { group, records } = await openSweep(session, client.target, wanted);
		refuseSecondDriver(session.host, group);
		const errands = await planSweep(session, client, group);
		if (!(await agreeToPlan(session, planOf(errands), args.yes))) return resultOf(group, "declined", errands);
		if (errands.every(({ kind }) => kind === "none")) session.note(allSettled(group.group, args.resume));
		if (errands.some(({ kind }) => kind === "send")) await session.permitChanges();
		if (records !== undefined) startRecord(session.host, { target: client.target, group: group.group }, records);
		const { driveSweep } = await import("../sweep/drive-sweep.ts");
		const lanes = maxParallel ?? group.maxParallel ?? 4;
		const jobs = await driveSweep(session, client, { group, errands, maxParallel: lanes });
		return { ...resultOf({ ...group, jobs }, "settled", errands), isMute: await isMute(session.host, client) };
	},

	exit({ outcome, count }) {
		if (outcome === "planned") return 0;
		return outcome === "settled" && count.succeeded === count.total ? 0 : 1;
	},

	views: {
		event: sweepLine,
		eventJson: sweepEventOnWire,
		result: sweepReport,
		json: sweepResultOnWire,
	},
});

/** A real Chronos keeps no output; its Mesos does. */
async function isMute({ env }: Host, { server, target }: ReadClient): Promise<boolean> {
	return (target.mesos ?? env["CHRONOS_MESOS_URL"] ?? "") === "" && (await server.local()) === undefined;
}

/** Whoever asks for a sweep that is over may have meant another time. */
function allSettled(group: string, resume: string | undefined): string {
	const again = resume === undefined ? "`--again` runs them anew" : "`--again` with the template runs them anew";
	return `nothing was sent: every job of ${group} has been settled before; ${again}`;
}

function parseLanes(text: string): number | undefined {
	return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined;
}

function resultOf(
	{ group, params, jobs }: SweepGroup,
	outcome: SweepResult["outcome"],
	errands: readonly Errand[],
): SweepResult {
	const whats = new Map(errands.map((errand) => [errand.job.name, whatOf(errand)]));
	return {
		group,
		outcome,
		params,
		jobs: jobs.map((job) => ({ ...job, what: whats.get(job.name) ?? "" })),
		count: countJobs(jobs),
	};
}

function whatOf(errand: Errand): string {
	if (errand.kind !== "send") return errand.kind === "none" ? "settled" : "sent before";
	if (errand.step.kind === "create") return "new";
	return errand.step.kind === "update" && errand.step.startsAgain ? "runs again" : "replaces";
}
