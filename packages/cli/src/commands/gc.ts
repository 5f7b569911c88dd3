import { type Plan, planDeletion, type ReadClient, parseSpan } from "@chronos-job/core";
import { carryOut } from "../change/carry-out.ts";
import { findGarbage, type Garbage } from "../change/find-garbage.ts";
import type { StepEvent } from "../change/step-event.ts";
import { files, flag, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { readQuantity } from "../local/quantities.ts";
import { garbageLines } from "../render/garbage.ts";
import { plural } from "../render/plural.ts";
import { namesText } from "../render/server-facts.ts";
import { stepLine } from "../render/step-event.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface GcResult {
	readonly garbage: readonly Garbage[];
	readonly outcome: "applied" | "declined" | "planned";
	/** The zone in which people read times. */
	readonly zone: string | undefined;
}

export const gc = defineCommand({
	name: "gc [jobs..]",
	theme: "change",
	about:
		"Delete one-shot jobs that are spent: all their runs are over, and they have no children; `undo` brings them back",
	examples: [
		{ line: "chronos-job gc --dry-run", about: "See which jobs have been over for 30 days" },
		{ line: "chronos-job gc 'hell*' --older-than 1d --dry-run", about: "Only those whose names fit" },
		{ line: "chronos-job gc --older-than 1d --yes", about: "Delete what has been over for a day" },
	],
	args: {
		jobs: files("Jobs or sweeps, by their names or patterns like 'daily-*'; all without any"),
		olderThan: text("How long ago their last run must have ended, like 12h; 30d unless said otherwise"),
		dryRun: flag("Change nothing; show what would be deleted"),
		yes: flag("Do not ask", "y"),
		...targetArgs,
	},

	async run(args, session: Session<StepEvent>): Promise<GcResult> {
		const { host, note, confirm } = session;
		const { zone, screen } = host;
		const olderThanMs = readQuantity("--older-than", args.olderThan, { parse: parseSpan, like: "30d" }) ?? monthMs;
		const wish = { words: args.jobs, olderThanMs };
		if (args.dryRun) {
			await using reader = await session.connectToRead(args);
			return { garbage: (await collect(session, reader, wish)).garbage, outcome: "planned", zone };
		}
		await using client = await session.connect(args);
		const { garbage, plan } = await collect(session, client, wish);
		if (garbage.length === 0) return { garbage, outcome: "applied", zone };
		if (!args.yes) {
			if (screen.interactive) note(garbageLines(garbage, screen, zone).trimEnd());
			if (!(await confirm(`delete ${plural(garbage.length, "job")}?`, "--yes")))
				return { garbage, outcome: "declined", zone };
		}
		await carryOut(session, client, { plan });
		return { garbage, outcome: "applied", zone };
	},

	exit: ({ outcome }) => (outcome === "declined" ? 1 : 0),

	views: {
		event: stepLine,
		result({ garbage, outcome, zone }, screen) {
			if (outcome === "declined") return "nothing was changed\n";
			if (garbage.length === 0) return "no job has been over for that long\n";
			return outcome === "planned" ? garbageLines(garbage, screen, zone) : "";
		},
		json: ({ garbage, outcome }) => ({ outcome, jobs: garbage.map(garbageOnWire) }),
	},
});

const monthMs = 30 * 86_400_000;

async function collect(
	{ host, note }: Pick<Session, "host" | "note">,
	client: ReadClient,
	{ words, olderThanMs }: { readonly words: readonly string[]; readonly olderThanMs: number },
): Promise<{ readonly garbage: readonly Garbage[]; readonly plan: Plan }> {
	const [jobs, summaries] = await Promise.all([client.jobs.list(), client.jobs.summaries()]);
	const selected = await selectWithSweeps({ host, target: client.target }, jobs, words);
	const named = new Set(selected.map(({ name }) => name));
	const found = findGarbage({ jobs, summaries, now: host.now(), olderThanMs });
	const garbage = found.garbage.filter(({ job }) => named.has(job.name));
	const endless = found.endless.filter((name) => named.has(name));
	if (endless.length > 0) note(`left alone, for nobody knows when they ended: ${namesText(endless)}`);
	return {
		garbage,
		plan: planDeletion(
			garbage.map(({ job }) => job.name),
			jobs,
		),
	};
}

function garbageOnWire({ job, result, endedAt }: Garbage): object {
	return { job: job.name, result, endedAt: new Date(endedAt).toISOString() };
}
