import { formatGpuUseBriefly, type LocalAttempt, type LocalRun, showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import { type Cell, type Column, columns } from "./columns.ts";
import { duration } from "./duration.ts";
import { paint } from "./paint.ts";
import { localTime } from "./time.ts";

export interface RunPage {
	readonly now: number;
	readonly zone: string | undefined;
	readonly screen: Screen;
}

/** Runs, one a line; those of several attempts with a line for each. */
export function runTable(runs: readonly LocalRun[], page: RunPage): readonly string[] {
	const rows = runs.flatMap((run) => [runRow(run, page), ...attemptRows(run, page)]);
	const laid = headings.map((heading, index): Column => ({
		heading,
		cells: rows.map((row) => row[index] ?? { text: "" }),
	}));
	return columns(laid, page.screen, paint(page.screen).bold);
}

const headings = ["run", "result", "began", "took", "remarks", "because of"] as const;

const outcomeTones = {
	succeeded: "green",
	failed: "red",
	killed: "yellow",
	lost: "red",
	dropped: "yellow",
	"not-launched": "red",
	running: "cyan",
	starting: "cyan",
	ended: "dim",
	queued: "yellow",
	waiting: "yellow",
	settled: "dim",
} as const;

const causes = { schedule: "its schedule", manual: "a start by hand", parents: "its parents" } as const;

function runRow(run: LocalRun, page: RunPage): readonly Cell[] {
	const [first] = run.attempts;
	const began = first === undefined ? run.queuedAt : beginOf(first);
	const took = first === undefined ? "" : duration((run.settledAt ?? page.now) - began);
	return [
		{ text: `#${run.id}` },
		resultCell(run.outcome ?? (run.phase === "live" ? "running" : run.phase), page),
		timeCell(began, page),
		{ text: took },
		{ text: remarksOf(run, page).join("; ") },
		{ text: causes[run.cause] },
	];
}

function remarksOf(run: LocalRun, { zone }: RunPage): readonly string[] {
	const last = run.attempts.at(-1);
	return [
		...(run.attempts.length > 1 ? [`${run.attempts.length} attempts`] : [...endRemarks(last)]),
		...(run.dropReason === undefined ? [] : [showControls(run.dropReason)]),
		...(run.retryAt === undefined || run.phase !== "waiting"
			? []
			: [`to be tried again at ${localTime(run.retryAt, zone)}`]),
		...(run.args === "" ? [] : [`with ${showControls(run.args)}`]),
	];
}

function attemptRows({ attempts }: LocalRun, page: RunPage): readonly (readonly Cell[])[] {
	if (attempts.length < 2) return [];
	return attempts.map((attempt) => [
		{ text: "" },
		resultCell(attempt.end?.outcome ?? attempt.phase, page),
		timeCell(beginOf(attempt), page),
		{ text: duration((attempt.end?.at ?? page.now) - beginOf(attempt)) },
		{ text: endRemarks(attempt).join("; ") },
		{ text: `attempt ${attempt.number + 1}` },
	]);
}

function endRemarks(attempt: LocalAttempt | undefined): readonly string[] {
	const { exitCode = 0, signal, reason } = attempt?.end ?? {};
	const gpuUse = attempt?.gpuUse;
	return [
		...(exitCode === 0 ? [] : [`exit code ${exitCode}`]),
		...(signal === undefined ? [] : [signal]),
		...(reason === undefined ? [] : [showControls(reason)]),
		...(gpuUse === undefined ? [] : [formatGpuUseBriefly(gpuUse)]),
	];
}

function beginOf({ startedAt, launchedAt }: LocalAttempt): number {
	return startedAt ?? launchedAt;
}

function resultCell(word: keyof typeof outcomeTones, { screen }: RunPage): Cell {
	return { text: word, tone: paint(screen)[outcomeTones[word]] };
}

function timeCell(at: number, { zone }: RunPage): Cell {
	const text = localTime(at, zone);
	return { text, short: text.split(" ").slice(1, 3).join(" ") };
}
