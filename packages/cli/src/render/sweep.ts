import { type Fate, showControls } from "@chronos-job/core";
import type { SweepResult } from "../commands/sweep.ts";
import type { Screen } from "../host.ts";
import type { SweepEvent } from "../sweep/sweep-event.ts";
import type { SweepCount } from "../sweep/sweep-group.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { table } from "./table.ts";

/** What became of a job, on one line: `failed      train.lr0.1.seed3  exit code 3`. */
export function sweepLine({ fate, isOld, nameWidth }: SweepEvent, screen: Screen): string {
	const tones = paint(screen);
	const [tone, word] = endings[fate.outcome];
	const facts = [...reasonsOf(fate), ...(isOld ? ["sent before"] : [])];
	const name = facts.length === 0 ? fate.job : fate.job.padEnd(nameWidth);
	const rest = facts.length === 0 ? "" : tones.dim(`  ${facts.join(", ")}`);
	return `${tones[tone](word.padEnd(wordWidth))}  ${name}${rest}\n`;
}

/** `12 of 20 settled, 1 failed; 4 under way, 4 to come`, with a bar as wide as there is room. */
export function sweepProgress(count: SweepCount, width: number): string {
	const { total, succeeded, failed, underWay, waiting } = count;
	const settled = `${succeeded + failed} of ${total} settled`;
	const told = failed === 0 ? settled : `${settled}, ${failed} failed`;
	const bar = sweepBar(count, Math.min(30, width - 60));
	return `${bar === "" ? "" : `${bar}  `}${told}; ${underWay} under way, ${waiting} to come`;
}

/** Every job, or as many as there is room for: `!` failed, `#` succeeded, `=` under way, `-` to come. */
export function sweepBar({ total, succeeded, failed, underWay, waiting }: SweepCount, width: number): string {
	const room = Math.max(0, Math.min(width, total));
	if (room === 0) return "";
	const parts = [
		["!", failed],
		["#", succeeded],
		["=", underWay],
		["-", waiting],
	] as const;
	let before = 0;
	const cells = parts.map(([sign, count]) => {
		const [from, to] = [before, before + count].map((jobs) => Math.round((jobs * room) / total));
		before += count;
		return sign.repeat((to ?? 0) - (from ?? 0));
	});
	return cells.join("");
}

/** How all of it went, and what to do about those that failed. */
export function sweepReport(result: SweepResult, screen: Screen): string {
	if (result.outcome === "declined") return "nothing was sent\n";
	if (result.outcome === "planned") return plannedReport(result, screen);
	const { group, count, jobs } = result;
	const { red, bold, dim } = paint(screen);
	const failed = jobs.filter(({ fate }) => fate !== undefined && fate.outcome !== "succeeded");
	const sum = `${plural(count.total, "job")}, ${count.succeeded} succeeded`;
	if (failed.length === 0) return `${bold(group)}  ${sum}\n`;
	const shown = failed.slice(0, mostListed).map(({ name }) => `  ${showControls(name)}`);
	const more = failed.length > shown.length ? [dim(`  and ${failed.length - shown.length} more`)] : [];
	const hints = [
		...(result.isMute === true
			? []
			: [`  → See what one of them has printed with \`chronos-job logs ${failed[0]?.name}\`.`]),
		`  → Run them again with \`chronos-job sweep --resume ${group} --failed\`.`,
	];
	return [`${bold(group)}  ${sum}, ${red(`${failed.length} did not`)}`, ...shown, ...more, ...hints, ""].join("\n");
}

const mostListed = 20;

const endings = {
	succeeded: ["green", "succeeded"],
	failed: ["red", "failed"],
	killed: ["yellow", "killed"],
	lost: ["red", "lost"],
	dropped: ["yellow", "dropped"],
	vanished: ["yellow", "deleted"],
	idle: ["dim", "unknown"],
} as const satisfies Readonly<Record<Fate["outcome"], readonly [string, string]>>;

const wordWidth = 9;

function reasonsOf({ exitCode, outcome, signal, reason }: Fate): readonly string[] {
	return [
		...(exitCode !== undefined && outcome === "failed" ? [`exit code ${exitCode}`] : []),
		...(signal === undefined ? [] : [signal]),
		...(reason === undefined ? [] : [reason]),
	];
}

function plannedReport({ group, jobs, params }: SweepResult, screen: Screen): string {
	const { bold } = paint(screen);
	const shown = jobs.slice(0, mostPlanned);
	const rows = shown.map(({ name, what, values }) => [
		what,
		showControls(name),
		params.map((param, index) => `${param}=${showControls(values[index] ?? "")}`).join(" "),
	]);
	const more = jobs.length > shown.length ? [`and ${jobs.length - shown.length} more`] : [];
	return [...table(rows), ...more, `${bold(group)}  ${plural(jobs.length, "job")}`, ""].join("\n");
}

const mostPlanned = 200;
