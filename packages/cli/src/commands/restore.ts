import { type Plan, type ReadClient, showControls } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { type Backup, readBackup } from "../change/backup-document.ts";
import { carryOut } from "../change/carry-out.ts";
import { isReplacement } from "../change/is-restart.ts";
import { planOnWire } from "../change/plan-on-wire.ts";
import { type LeftOut, planRestore, type Restoration } from "../change/plan-restore.ts";
import { selectSaved } from "../change/select-saved.ts";
import type { StepEvent } from "../change/step-event.ts";
import { tellWhatIsDue } from "../change/tell-what-is-due.ts";
import { flag, list, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { resolve, unreadable } from "../files/unreadable.ts";
import { leftOutLines } from "../render/left-out.ts";
import { planReport } from "../render/plan.ts";
import { plural } from "../render/plural.ts";
import { stepLine, unchangedLines } from "../render/step-event.ts";
import { localTime } from "../render/time.ts";

export interface RestoreResult extends Restoration {
	readonly outcome: "applied" | "declined" | "planned";
}

interface Wish {
	readonly withCounters: boolean;
	readonly overwrite: boolean;
	readonly disabled: boolean;
}

export const restore = defineCommand({
	name: "restore <file>",
	theme: "servers",
	about: "Bring jobs back from a file that `backup` has written; jobs that are there are left alone",
	examples: [
		{ line: "chronos-job restore jobs.backup.json --yes", about: "All jobs that are gone" },
		{
			line: "chronos-job restore jobs.backup.json --only 'daily-*' --overwrite --dry-run",
			about: "See what would be done",
		},
	],
	args: {
		file: word("The file, or - for standard input"),
		only: list("The jobs to bring back, by their names or patterns like 'daily-*'; may be given more than once"),
		withCounters: flag("Also bring back what the server had counted of them"),
		overwrite: flag("Replace jobs that are there; their counters stay"),
		disabled: flag("Bring them back disabled, so that none of them runs"),
		dryRun: flag("Change nothing; show what would be done"),
		yes: flag("Do not ask", "y"),
		...targetArgs,
	},

	async run({ file = "-", only, dryRun, yes, ...args }, session: Session<StepEvent>): Promise<RestoreResult> {
		const backup = await readFile(session, file);
		const saved = selectSaved(backup.jobs, only);
		if (dryRun) {
			await using reader = await session.connectToRead(args);
			return { ...(await planFor(session, reader, { saved, wish: args })), outcome: "planned" };
		}
		await using client = await session.connect(args);
		const restoration = await planFor(session, client, { saved, wish: args });
		const { plan } = restoration;
		if (plan.steps.length === 0) return { ...restoration, outcome: "applied" };
		tellWhatIsDue(session, plan);
		if (!yes && !(await agree(session, plan))) return { ...restoration, outcome: "declined" };
		await carryOut(session, client, { plan, word: "restored" });
		return { ...restoration, outcome: "applied" };
	},

	exit: ({ outcome, leftOut }) => (outcome === "declined" || leftOut.some(({ isMissing }) => isMissing) ? 1 : 0),

	views: {
		event: stepLine,
		result({ plan, leftOut, outcome }, screen) {
			if (outcome === "declined") return "nothing was changed\n";
			const isShown = outcome === "planned" && plan.steps.length > 0;
			return (
				(isShown ? planReport(plan, screen) : unchangedLines(plan.unchanged, screen)) + leftOutLines(leftOut, screen)
			);
		},
		json: ({ plan, leftOut, outcome }) => ({ outcome, ...planOnWire(plan), leftOut: leftOut.map(leftOutOnWire) }),
	},
});

async function readFile({ host, note }: Pick<Session, "host" | "note">, path: string): Promise<Backup> {
	const backup = readBackup(await readText(host, path), path);
	const { jobs, target, takenAt } = backup;
	note(`${plural(jobs.length, "job")} of ${showControls(target)} as of ${localTime(takenAt, host.zone)}`);
	return backup;
}

async function readText(host: Session["host"], path: string): Promise<string> {
	if (path === "-") return (await host.readStdin()).toString("utf8");
	try {
		return host.files.readFileSync(resolve(host, path), "utf8");
	} catch (error) {
		throw unreadable(path, error);
	}
}

async function planFor(
	{ host }: Pick<Session, "host">,
	client: ReadClient,
	{ saved, wish }: { readonly saved: readonly Job[]; readonly wish: Wish },
): Promise<Restoration> {
	const takesOddNames = (await client.server.dialect()) === "2.x";
	return planRestore(saved, await client.jobs.list(), { ...wish, now: host.now(), takesOddNames });
}

async function agree(
	{ host, note, confirm }: Pick<Session, "host" | "note" | "confirm">,
	plan: Plan,
): Promise<boolean> {
	if (host.screen.interactive) note(planReport(plan, host.screen).trimEnd());
	const replaced = plan.steps.filter(isReplacement).length;
	const loss = replaced === 0 ? "" : `, and replace ${replaced} of them`;
	return confirm(`restore ${plural(plan.steps.length, "job")}${loss}?`, "--yes");
}

function leftOutOnWire({ job, why, isMissing }: LeftOut): object {
	return { job, why, isMissing };
}
