import { type Finding, type Habit, type JobExplanation, type Resource, showControls } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import { duration } from "./duration.ts";
import { hang } from "./hang.ts";
import { fileLink, linkAddresses } from "./link.ts";
import { comingRuns, occurrenceLines } from "./next-runs.ts";
import { paint } from "./paint.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface ExplainResult {
	readonly now: number;
	readonly zone: string | undefined;
	readonly jobs: readonly JobExplanation[];
	readonly findings: readonly Finding[];
}

interface Page extends Pick<ExplainResult, "now" | "zone"> {
	readonly screen: Screen;
}

/** Every job as a page of plain words. */
export function explanationText({ jobs, findings, now, zone }: ExplainResult, screen: Screen): string {
	if (jobs.length === 0) return "there is no job\n";
	const pages = jobs.map((job) => jobPage(job, { now, zone, screen }));
	return `${[...pages, ...warningLines(findings, screen)].join("\n\n")}\n`;
}

function jobPage(job: JobExplanation, page: Page): string {
	const sections = [
		paint(page.screen).bold(showControls(job.name)),
		...rowLines(rowsOf(job), page.screen),
		...section("coming runs", occurrenceLines(comingRuns(job), page), page.screen),
		...section("environment", environmentLines(job), page.screen),
		...section("Chronos will not", ignoredLines(job, page.screen), page.screen),
	];
	return sections.join("\n");
}

/** A path that stands in the text can be clicked. */
export type Row = readonly [title: string, text: string, path?: string];

/** What a job does, each fact under its title. */
export function rowsOf(job: JobExplanation): readonly Row[] {
	return [
		["when", whenOf(job)],
		["runs", commandOf(job)],
		...argvRows(job),
		["as", userOf(job)],
		...containerRows(job),
		...(job.downloads.length > 0 ? [["fetches", job.downloads.join(", ")] as const] : []),
		["gets", resourcesOf(job)],
		...(job.constraints.length > 0
			? [["only on", job.constraints.map((constraint) => constraint.join(" ")).join(" and ")] as const]
			: []),
		["retries", retriesOf(job)],
		...job.habits.map((habit) => ["also", habits[habit]] as const),
		["task id", job.command.taskId],
	];
}

export function rowLines(rows: readonly Row[], screen: Screen): readonly string[] {
	const width = Math.max(...rows.map(([title]) => title.length));
	return rows.flatMap(([title, text, path]) => {
		const shown = linkAddresses(screen, showControls(text));
		const linked = path === undefined ? shown : shown.replace(path, (found) => fileLink(screen, path, found));
		return hang(`  ${title.padEnd(width)}  `, linked, screen).map((line) => line.trimEnd());
	});
}

const habits: Readonly<Record<Habit, string>> = {
	concurrent: "a run may start while another is going on",
	"high-priority": "it is queued before jobs without high priority",
	"soft-error": "its children start even after it has failed for good",
};

function argvRows({ command: { argv, how, data } }: JobExplanation): readonly Row[] {
	if (how === "executor") return [["with", `the data ${JSON.stringify(data)}`]];
	if (argv.length === 0) return [];
	return [
		["with", `${argv.map((arg) => JSON.stringify(arg)).join(" ")} as arguments once more, besides those in the line`],
	];
}

function userOf({ user }: JobExplanation): string {
	return user === undefined
		? "the server's own user (its flag --user, root unless changed)"
		: user || "no particular user";
}

function section(title: string, lines: readonly string[], screen: Screen): readonly string[] {
	return lines.length === 0 ? [] : ["", `  ${paint(screen).bold(title)}`, ...lines.map((line) => `  ${line}`)];
}

function whenOf({ kind, when, parents, isDisabled }: JobExplanation): string {
	const words = {
		scheduled: when ?? "",
		child: `each time ${parents.length > 1 ? "all of " : ""}${parents.join(" and ")} succeeded since it last started`,
		once: "once, as soon as it is submitted",
	}[kind];
	return isDisabled ? `never, because it is disabled (otherwise ${words})` : words;
}

function commandOf({ command: { how, line } }: JobExplanation): string {
	switch (how) {
		case "shell":
			return `/bin/sh -c ${JSON.stringify(line)}`;
		case "program":
			return `${line}  (without a shell: the whole line is taken for a program's path)`;
		case "executor":
			return `the Mesos executor ${line}`;
		case "download":
			return `./${line.split("/").at(-1) ?? ""}, after fetching ${line} as a program`;
		case "image":
			return "what the image starts by itself";
		case "nothing":
			return "nothing: there is no command";
	}
}

function containerRows({ container, volumes }: JobExplanation): readonly Row[] {
	if (container === undefined) return [];
	const { image, type, network } = container;
	const kind = type === "MESOS" ? "by Mesos itself" : `by Docker, network ${network}`;
	return [
		["in", `${image}, run ${kind}`],
		...volumes.map(
			({ host, container: inside, mode }) =>
				["mounts", `${host ?? "the sandbox"} → ${inside} (${mode === "RO" ? "read-only" : "read-write"})`] as const,
		),
	];
}

const units: Readonly<Record<Resource, readonly [one: string, many: string]>> = {
	cpus: ["cpu", "cpus"],
	mem: ["MB of memory", "MB of memory"],
	disk: ["MB of disk", "MB of disk"],
	gpus: ["gpu", "gpus"],
};
const order: readonly Resource[] = ["cpus", "mem", "disk", "gpus"];

function resourcesOf({ resources }: JobExplanation): string {
	return order
		.filter((name) => name !== "gpus" || resources.gpus.value > 0)
		.map(
			(name) =>
				`${resources[name].value} ${units[name][resources[name].value === 1 ? 0 : 1]}${resources[name].isDefault ? " (the server's default)" : ""}`,
		)
		.join(", ");
}

function retriesOf({
	retries: { asked, attemptsWhenFresh, delayMs, makesEndless, eatsRepetitions },
}: JobExplanation): string {
	if (asked === 0) return "none: one attempt each run";
	const attempts = `up to ${attemptsWhenFresh} attempts, ${duration(delayMs)} apart; only 1 while the last result is a failure`;
	if (eatsRepetitions)
		return `${attempts}; each retry uses up one of the repetitions, and a retry of the last run makes the schedule endless`;
	return makesEndless ? `${attempts}; a retry of the last run makes the schedule endless` : attempts;
}

function environmentLines({ environment }: JobExplanation): readonly string[] {
	return table(
		environment.map(({ name, value, from }) => [
			`  ${name}`,
			from === "job" ? "from the file" : "from Chronos",
			showControls(value),
		]),
	);
}

function ignoredLines({ ignored, occurrences }: JobExplanation, { width }: Screen): readonly string[] {
	const always = [
		"keep its output: there are no logs to ask for",
		...(occurrences.length > 1 ? ["make up for missed runs: they melt into one"] : []),
	];
	const wishes = ignored.map(({ path, reason }) => `honour ${path.join(".")}: ${reason}`);
	return [...wishes, ...always].flatMap((line) =>
		wrap(line, Math.min(width, 100) - 6).map((part, index) => (index === 0 ? `  - ${part}` : `    ${part}`)),
	);
}

function warningLines(findings: readonly Finding[], screen: Screen): readonly string[] {
	const { yellow, dim } = paint(screen);
	return findings.map(({ code, severity, message, hint, range }) => {
		const place = `${showControls(range.source)}:${range.start.line}:${range.start.column}`;
		const head = `${place}  ${severity === "warning" ? yellow(severity) : severity}  ${dim(code)}  `;
		const advice = hint === undefined ? [] : hang("   → ", showControls(hint), screen);
		return [...hang(head, showControls(message), screen), ...advice].join("\n");
	});
}
