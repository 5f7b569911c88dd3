import { logDirOf, showControls, timeOf } from "@chronos-job/core";
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
		...section("coming runs", occurrenceLines(comingRuns(explanation), page), screen),
		...section(
			"latest runs",
			runs === undefined || runs.length === 0 ? [] : indented(runTable(runs, narrower(page))),
			screen,
		),
		...section("started by", relativeLines(result.parents, screen), screen),
		...section("starts", relativeLines(result.children, screen), screen),
	];
	return `${lines.join("\n")}\n`;
}

function titleOf({ job, summary }: ShowResult, screen: Screen): string {
	const { bold, dim } = paint(screen);
	const parts = [
		...(summary === undefined ? [] : [stateText(summary, screen)]),
		...(job.disabled ? [paint(screen).yellow("disabled")] : []),
	];
	const description = job.description === "" ? "" : `\n  ${dim(showControls(job.description))}`;
	return `${bold(showControls(job.name))}  ${parts.join(", ")}${description}`;
}

const statusTones = { fresh: "dim", success: "green", failure: "red" } as const;
const statusWords = { fresh: "never ended yet", success: "succeeded last", failure: "failed last" } as const;

function stateText({ state, status }: JobSummary, screen: Screen): string {
	return `${showControls(state)}, ${paint(screen)[statusTones[status]](statusWords[status])}`;
}

function stateRows({ job, now, zone }: ShowResult): readonly Row[] {
	const logDir = logDirOf(job);
	const endOf = (text: string): string => {
		const at = timeOf(text);
		return at === undefined ? "never" : `${localTime(at, zone)}, ${duration(now - at)} ago`;
	};
	const streak = job.errorsSinceLastSuccess > 0 ? ` (${job.errorsSinceLastSuccess} since the last success)` : "";
	return [
		["results", `${job.successCount} succeeded, ${job.errorCount} failed${streak}`],
		...(job.lastSuccess === "" ? [] : [["success", endOf(job.lastSuccess)] as const]),
		...(job.lastError === "" ? [] : [["failure", endOf(job.lastError)] as const]),
		...(logDir === undefined ? [] : [["logs", `in ${showControls(logDir)}`] as const]),
		...(job.owner === "" ? [] : [["owner", job.owner] as const]),
	];
}

function definitionRows({ job, explanation }: ShowResult): readonly Row[] {
	const isSpent = job.schedule?.startsWith("R0/") ?? false;
	return rowsOf(explanation)
		.filter(([title]) => title !== "task id")
		.map(([title, text]) => [title, isSpent && title === "when" ? "no more: it has made all its runs" : text]);
}

function section(title: string, lines: readonly string[], screen: Screen): readonly string[] {
	return lines.length === 0 ? [] : ["", `  ${paint(screen).bold(title)}`, ...lines.map((line) => `  ${line}`)];
}

function indented(lines: readonly string[]): readonly string[] {
	return lines.map((line) => `  ${line}`);
}

function narrower<Page extends { readonly screen: Screen }>(page: Page): Page {
	return { ...page, screen: { ...page.screen, width: page.screen.width - 4 } };
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
