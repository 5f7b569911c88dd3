import { commandLine, type RunEvent, showControls, timeOf } from "@chronos-job/core";
import type { Counters } from "@chronos-job/schemas";
import type { HistoryResult } from "../commands/history.ts";
import type { History } from "../history/read-history.ts";
import type { Screen } from "../host.ts";
import { columns } from "./columns.ts";
import { duration } from "./duration.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { runDurations } from "./run-durations.ts";
import { type RunPage, runTable } from "./run-table.ts";
import { localTime } from "./time.ts";

/** What is known of the past of a job, and from where. */
export function historyPage({ job, history, now, zone }: HistoryResult, screen: Screen): string {
	const lines = linesOf(history, { job: showControls(job), now, zone, screen });
	return lines.map((line) => `${line}\n`).join("");
}

interface Page extends RunPage {
	readonly job: string;
}

function linesOf(history: History, page: Page): readonly string[] {
	switch (history.source) {
		case "server":
			return runLines(history, page);
		case "database":
			return taskLines(history, page);
		case "journal":
			return journalLines(history, page);
		case "counters":
			return [`this Chronos keeps no history of runs; ${countersText(history.counters, page)}`, watchHint(page)];
		case "definitions":
			return definitionLines(history, page);
	}
}

type Of<Source extends History["source"]> = Extract<History, { readonly source: Source }>;

function runLines({ runs }: Of<"server">, page: Page): readonly string[] {
	const took = runDurations(runs, page.screen.width);
	return [...runTable(runs, page), ...(took === undefined ? [] : [paint(page.screen).dim(took)])];
}

// The server writes times of its own zone, and does not say which that is (contract §7).
function taskLines({ tasks }: Of<"database">, { screen }: Page): readonly string[] {
	const { bold, dim } = paint(screen);
	const cells = (of: (task: Of<"database">["tasks"][number]) => string) =>
		tasks.map((task) => ({ text: showControls(of(task)) }));
	const laid = [
		{ heading: "result", cells: cells(({ status }) => status) },
		{ heading: "began", cells: cells(({ startTime }) => startTime) },
		{ heading: "ended", cells: cells(({ endTime }) => endTime) },
		{ heading: "took", cells: cells((task) => task.duration ?? "") },
		{ heading: "agent", cells: cells(({ slaveId }) => slaveId) },
		{ heading: "task", cells: cells(({ taskId }) => taskId) },
	];
	return [...columns(laid, screen, bold), dim("times are those of the server, in its own zone")];
}

function journalLines({ windows, events, counters }: Of<"journal">, page: Page): readonly string[] {
	const { bold, dim } = paint(page.screen);
	const laid = [
		{ heading: "when", cells: events.map(({ at }) => ({ text: localTime(at, page.zone) })) },
		{ heading: "what", isProse: true, cells: events.map((event) => ({ text: showControls(eventText(event, page)) })) },
	];
	const seen = windows
		.slice(-mostWindows)
		.map(({ from, to }) => `  ${localTime(from, page.zone)}  for ${duration(to - from)}`);
	return [
		...(events.length === 0 ? ["nothing was seen while somebody looked"] : columns(laid, page.screen, bold)),
		"",
		dim(`this Chronos keeps no history; this program looked${windows.length > mostWindows ? `, lastly` : ""}`),
		...seen.map(dim),
		...(counters === undefined ? [] : [countersText(counters, page)]),
	];
}

const mostWindows = 5;

type Sayings = {
	readonly [Type in RunEvent["type"]]: (event: Extract<RunEvent, { readonly type: Type }>, page: Page) => string;
};

function eventText<Type extends RunEvent["type"]>(
	event: Extract<RunEvent, { readonly type: Type }>,
	page: Page,
): string {
	const say: Sayings[Type] = sayings[event.type];
	return say(event, page);
}

const sayings: Sayings = {
	"run.queued": () => "queued",
	"attempt.started": ({ attempt }) => (attempt === undefined ? "started" : `attempt ${attempt + 1} started`),
	"attempt.finished": ({ outcome, exitCode }) =>
		`an attempt ended: ${outcome}${exitCode === undefined ? "" : `, exit code ${exitCode}`}`,
	"retry.planned": ({ retryAt }, { zone }) => `to be tried again at ${localTime(retryAt, zone)}`,
	"run.settled": ({ outcome, reason }) => (reason === undefined ? outcome : `${outcome}: ${reason}`),
	gap: ({ since }, { zone }) => `nobody knows what happened since ${localTime(since, zone)}`,
	"job.created": () => "the job was created",
	"job.changed": () => "the job was changed",
	"job.deleted": () => "the job was deleted",
	"job.disabled": () => "the job was disabled",
};

function countersText({ successCount, errorCount, lastSuccess, lastError }: Counters, { job, zone }: Page): string {
	const at = (text: string): string => {
		const time = timeOf(text);
		return time === undefined ? "" : ` (last at ${localTime(time, zone)})`;
	};
	return `it counts ${plural(successCount, "run")} of ${job} that succeeded${at(lastSuccess)} and ${errorCount} that failed${at(lastError)}`;
}

function watchHint({ job, screen }: Page): string {
	return paint(screen).dim(`→ \`${commandLine("watch", job)}\` keeps what it sees from now on`);
}

function definitionLines({ kept }: Of<"definitions">, { zone, screen, job }: Page): readonly string[] {
	const jobs = { heading: "job", cells: kept.map((each) => ({ text: showControls(each.job) })) };
	const laid = [
		...(job === "" ? [jobs] : []),
		{ heading: "until", cells: kept.map(({ at }) => ({ text: localTime(at, zone) })) },
		{ heading: "when it was", cells: kept.map(({ because }) => ({ text: because })) },
		{ heading: "schedule", cells: kept.map(({ definition }) => ({ text: triggerOf(definition) })) },
		{
			heading: "command",
			isProse: true,
			cells: kept.map(({ definition }) => ({ text: showControls(definition.command) })),
		},
	];
	const { bold, dim } = paint(screen);
	return [
		...columns(laid, screen, bold),
		dim(`→ \`${commandLine("undo", job === "" ? "JOB" : job)}\` puts the last one back`),
	];
}

function triggerOf({
	schedule,
	parents = [],
}: {
	readonly schedule?: string | undefined;
	readonly parents?: readonly string[] | undefined;
}): string {
	return showControls(schedule ?? `after ${parents.join(", ")}`);
}
