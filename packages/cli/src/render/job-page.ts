import { formatGpuUse, logDirOf, showControls, timeOf } from "@chronos-job/core";
import type { JobSummary } from "@chronos-job/schemas";
import type { ShowResult } from "../commands/show.ts";
import type { Screen } from "../host.ts";
import { duration } from "./duration.ts";
import { type Row, rowLines, rowsOf } from "./explanation.ts";
import { comingRuns, occurrenceLines } from "./next-runs.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { runTable } from "./run-table.ts";
import { table } from "./table.ts";
import { localTime } from "./time.ts";

/** All about a job of a server, on a page. */
export function jobPage(result: ShowResult, screen: Screen): string {
	const { explanation, runs, now, zone } = result;
	const page = { now, zone, screen };
	const lines = [
		titleOf(result, screen),
		...rowLines([...stateRows(result), ...definitionRows(result)], screen),
		...section("coming runs", occurrenceLines(comingRuns(explanation), narrower(page, 2)), screen),
		...section(
			"latest runs",
			runs === undefined || runs.length === 0 ? [] : indented(runTable(runs, narrower(page, 4))),
			screen,
		),
		...section("started by", relativeLines(result.parents, screen), screen),
		...section("starts", relativeLines(result.children, screen), screen),
	];
	return `${lines.join("\n")}\n`;
}

function titleOf({ job, summary, ...result }: ShowResult, screen: Screen): string {
	const { bold, dim } = paint(screen);
	const retry = retryText(result);
	// A run that waits for its retry counts as none (contract §6), and has ended once at least.
	const isTold = retry !== undefined && summary?.status === "fresh";
	const parts = [
		...(summary === undefined ? [] : [isTold ? showControls(summary.state) : stateText(summary, screen)]),
		...(retry === undefined ? [] : [paint(screen).yellow(retry)]),
		...(job.disabled ? [paint(screen).yellow("disabled")] : []),
	];
	const description = job.description === "" ? "" : `\n  ${dim(showControls(job.description))}`;
	return `${bold(showControls(job.name))}  ${parts.join(", ")}${description}`;
}

/** When the run that waits for its retry is tried again. */
function retryText({ runs = [], now, zone }: Pick<ShowResult, "runs" | "now" | "zone">): string | undefined {
	const waiting = runs.find(({ phase }) => phase === "waiting");
	if (waiting === undefined) return undefined;
	const { retryAt } = waiting;
	if (retryAt === undefined) return "a run waits for its retry";
	const when = retryAt <= now ? "now" : `at ${localTime(retryAt, zone)}, in ${duration(retryAt - now)}`;
	return `a run waits for its retry, due ${when}`;
}

const statusTones = { fresh: "dim", success: "green", failure: "red" } as const;
const statusWords = { fresh: "never ended yet", success: "succeeded last", failure: "failed last" } as const;

function stateText({ state, status }: JobSummary, screen: Screen): string {
	return `${showControls(state)}, ${paint(screen)[statusTones[status]](statusWords[status])}`;
}

function stateRows({ job, runs = [], sandbox, now, zone }: ShowResult): readonly Row[] {
	const logDir = logDirOf(job);
	const gpuUse = runs.flatMap(({ attempts }) => attempts.at(-1)?.gpuUse ?? [])[0];
	const endOf = (text: string): string => {
		const at = timeOf(text);
		return at === undefined ? "never" : `${localTime(at, zone)}, ${duration(now - at)} ago`;
	};
	const streak = job.errorsSinceLastSuccess > 0 ? ` (${job.errorsSinceLastSuccess} since the last success)` : "";
	return [
		["results", `${job.successCount} succeeded, ${job.errorCount} failed${streak}`],
		...(job.lastSuccess === "" ? [] : [["success", endOf(job.lastSuccess)] as const]),
		...(job.lastError === "" ? [] : [["failure", endOf(job.lastError)] as const]),
		...(logDir === undefined ? [] : [["logs", `in ${logDir}`, logDir] as const]),
		...(sandbox === undefined ? [] : [["files", `of the latest attempt in ${sandbox}`, sandbox] as const]),
		...(gpuUse === undefined ? [] : [["gpus", formatGpuUse(gpuUse)] as const]),
		...(job.owner === "" ? [] : [["owner", job.owner] as const]),
	];
}

function definitionRows(result: ShowResult): readonly Row[] {
	return rowsOf(result.explanation)
		.filter(([title]) => title !== "task id")
		.map(([title, text]) => [title, title === "when" ? (spentText(result) ?? text) : text]);
}

/** A server counts down the runs that are left. */
export function spentText({ job }: Pick<ShowResult, "job">): string | undefined {
	return job.schedule?.startsWith("R0/") === true ? "no more: it has made all its runs" : undefined;
}

function section(title: string, lines: readonly string[], screen: Screen): readonly string[] {
	return lines.length === 0 ? [] : ["", `  ${paint(screen).bold(title)}`, ...lines.map((line) => `  ${line}`)];
}

function indented(lines: readonly string[]): readonly string[] {
	return lines.map((line) => `  ${line}`);
}

function narrower<Page extends { readonly screen: Screen }>(page: Page, by: number): Page {
	return { ...page, screen: { ...page.screen, width: page.screen.width - by } };
}

/** So many relatives are named; of more than that only the number. */
const mostRelatives = 20;

function relativeLines(relatives: readonly JobSummary[], screen: Screen): readonly string[] {
	const rows = relatives
		.slice(0, mostRelatives)
		.map((each) => [`  ${showControls(each.name)}`, stateText(each, screen)]);
	const rest = relatives.length - rows.length;
	return [...table(rows), ...(rest > 0 ? [`  and ${plural(rest, "more job")}`] : [])];
}
