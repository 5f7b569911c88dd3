import type { JobFacts } from "@chronos-job/core";
import { type JobSummary, readJob } from "@chronos-job/schemas";
import { arrange } from "../state/arrange.ts";
import { initialState } from "../state/initial-state.ts";
import { rowOf } from "../state/job-row.ts";
import type { JobLevel } from "../state/level.ts";
import type { State } from "../state/state.ts";
import type { Task } from "../state/task.ts";
import { frameOf } from "./frame-of.ts";
import { sampleSettings } from "../state/state.samples.ts";
import type { Settings } from "../state/settings.ts";

export const now = Date.parse("2030-01-01T12:00:00Z");

export interface Sketch {
	readonly name: string;
	readonly state?: string;
	readonly sweep?: string;
	readonly [field: string]: unknown;
}

/** A job and what its server says about it. */
export function factsOf({ state = "idle", sweep, ...fields }: Sketch): JobFacts {
	const job = readJob({ command: "true", schedule: "R/2030-01-01T13:00:00Z/PT1H", owner: "me", ...fields });
	if (job === undefined) throw new Error(`not a job: ${JSON.stringify(fields)}`);
	const { name, schedule = "", parents = [], disabled, lastSuccess, lastError } = job;
	const verdict = lastSuccess > lastError ? "success" : "failure";
	const status = lastSuccess === lastError ? "fresh" : verdict;
	const summary: JobSummary = { name, status, state, schedule, parents, disabled };
	return { name, job, summary, ...(sweep !== undefined && { sweep }) };
}

/** One of each state. */
export const sketches: readonly Sketch[] = [
	{ name: "nightly-export", state: "running", lastSuccess: "2030-01-01T11:57:00Z", successCount: 12, errorCount: 3 },
	{ name: "train-12", state: "2 running", gpus: 2, mem: 8192, cpus: 4 },
	{ name: "waiting", state: "queued", lastSuccess: "2030-01-01T11:59:46Z", successCount: 1 },
	{ name: "broken", lastError: "2030-01-01T07:00:00Z", errorCount: 4, owner: "someone@example.org" },
	{ name: "fine", lastSuccess: "2029-12-30T12:00:00Z", successCount: 12_345, errorCount: 1 },
	{ name: "new" },
	{ name: "off", disabled: true },
];

const settings: Settings = { ...sampleSettings, views: [] };

const place: State["place"] = {
	context: "local",
	server: "this machine",
	dialect: "3.x",
	isReadOnly: false,
	isDanger: false,
	contexts: [],
	verbs: [],
	user: "me",
	zone: "UTC",
	skewMs: undefined,
};

/** A screen with these jobs, the first one selected. */
export function screenOf(jobs: readonly Sketch[], columns = 80, rows = 24): State {
	return withJobs(emptyScreen(columns, rows), jobs);
}

/** Before the server has answered. */
export function emptyScreen(columns = 80, rows = 24): State {
	return initialState(place, settings, { size: { columns, rows }, now });
}

export function withJobs(state: State, jobs: readonly Sketch[]): State {
	const all = jobs.map((sketch) => rowOf(factsOf(sketch), { now, sweep: sketch.sweep }));
	const countOf = (word: string) => all.filter((row) => row.state === word).length;
	const data: State["data"] = {
		...state.data,
		jobs: new Map(all.map((row) => [row.name, row])),
		at: now,
		feed: { kind: "live" },
		isWhole: true,
		counts: {
			total: all.length,
			running: countOf("running"),
			queued: countOf("queued"),
			failed: countOf("failed"),
			disabled: countOf("disabled"),
		},
	};
	const arranged = arrange({ ...state, data });
	return { ...arranged, table: { ...arranged.table, selected: arranged.table.order[0] } };
}

/** With a job open. */
export function paneOf(state: State, fields: Partial<JobLevel>): State {
	const level: JobLevel = {
		kind: "job",
		job: state.table.selected ?? "",
		pane: "detail",
		key: "detail-1",
		zoom: "normal",
		isFocused: true,
		text: textOf("name: nightly-export", "command: true"),
		scroll: { top: 0, left: 0 },
		search: undefined,
		wraps: false,
		log: { stream: "stdout", back: 0, follows: true, unseen: 0 },
		...fields,
	};
	return { ...state, levels: [...state.levels, level] };
}

export function textOf(...lines: readonly string[]): JobLevel["text"] {
	return { status: "ready", title: "", lines, dropped: 0, open: "", size: 0, isEnded: false };
}

/** A command that is under way. */
export function taskOf(...words: readonly string[]): Task {
	return {
		id: 1,
		line: ["chronos-job", ...words].join(" "),
		words,
		startedAt: now,
		status: "requesting",
		exitCode: undefined,
		batch: undefined,
		writes: true,
		lines: [],
		dropped: 0,
		open: "",
		size: 0,
	};
}

/** What people see of it. */
export function linesOf(state: State): readonly string[] {
	return frameOf(state).lines.map(({ spans }) => spans.map(({ text }) => text).join(""));
}

export function textAt(state: State): string {
	return linesOf(state).join("\n");
}
