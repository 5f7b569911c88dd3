import type { JobFacts } from "@chronos-job/core";
import type { Job, JobSummary } from "@chronos-job/schemas";
import type { Key } from "../keys/key.ts";
import type { Action } from "./action.ts";
import type { Effect } from "./effect.ts";
import { initialState } from "./initial-state.ts";
import type { Settings } from "./settings.ts";
import type { PlaceFacts, State } from "./state.ts";
import { step } from "./step.ts";

/** The time at which samples begin. */
export const sampleNow = Date.parse("2030-02-01T12:00:00Z");

export const sampleSettings: Settings = {
	theme: "default",
	colors: "16",
	isAscii: false,
	isReadOnly: false,
	isScreenReader: false,
	isAnimated: true,
	hasMouse: false,
	everyMs: 2000,
	sort: { field: "name", isDescending: false },
	views: [
		{ name: "mine", filter: "owner:me" },
		{ name: "big", filter: "cpu>2", sort: { field: "cpus", isDescending: true } },
	],
	view: "all",
	columns: undefined,
	keys: {},
	job: undefined,
	pane: undefined,
};

const verb = (name: string, writes: boolean, takesJobs = true) => ({ name, about: name, takesJobs, writes });

const samplePlace: PlaceFacts = {
	context: "lab",
	server: "http://chronos.example:4400",
	dialect: "3.x",
	isReadOnly: false,
	isDanger: false,
	contexts: [
		{ name: "lab", server: "http://chronos.example:4400", marks: [] },
		{ name: "prod", server: "http://prod.example:4400", marks: ["danger"] },
	],
	verbs: [
		...["kill", "delete", "run", "edit", "disable", "enable", "rename"].map((name) => verb(name, true)),
		...["show", "why", "history", "logs"].map((name) => verb(name, false)),
		verb("stats", false),
		verb("doctor", false, false),
		verb("context list", false, false),
		verb("context test", false, false),
	],
	user: "ann@example.org",
	zone: undefined,
	skewMs: undefined,
};

export interface SampleJob {
	readonly name: string;
	readonly status?: JobSummary["status"];
	readonly state?: string;
	readonly job?: Partial<Job>;
	readonly disabled?: boolean;
}

export function sampleFacts({ name, status = "success", state = "idle", disabled = false, job }: SampleJob): JobFacts {
	const schedule = "R/2030-02-02T00:00:00Z/P1D";
	const whole = { ...sampleJob, name, schedule, disabled, ...job };
	return { name, job: whole, summary: { name, status, state, disabled, schedule, parents: [] } };
}

const sampleJob = {
	command: "true",
	shell: true,
	executor: "",
	executorFlags: "",
	taskInfoData: "",
	retries: 2,
	owner: "ann@example.org",
	ownerName: "",
	description: "",
	successCount: 3,
	errorCount: 1,
	errorsSinceLastSuccess: 0,
	lastSuccess: "2030-02-01T11:00:00.000Z",
	lastError: "",
	cpus: 1,
	disk: 256,
	mem: 128,
	softError: false,
	dataProcessingJobType: false,
	fetch: [],
	uris: [],
	environmentVariables: [],
	arguments: [],
	highPriority: false,
	runAsUser: "root",
	concurrent: false,
	constraints: [],
} as const;

export interface Sample {
	readonly jobs?: readonly SampleJob[];
	readonly settings?: Partial<Settings>;
	readonly place?: Partial<PlaceFacts>;
	readonly columns?: number;
	readonly rows?: number;
}

/** A screen that has seen its jobs. */
export function sampleState({ jobs = [], settings, place, columns = 140, rows = 40 }: Sample = {}): State {
	const screen = { size: { columns, rows }, now: sampleNow };
	const empty = initialState({ ...samplePlace, ...place }, { ...sampleSettings, ...settings }, screen);
	return after(empty, { type: "start", now: sampleNow }, allOf(jobs));
}

export function allOf(jobs: readonly SampleJob[], at = sampleNow): Action {
	return { type: "feed.all", facts: jobs.map(sampleFacts), isWhole: true, at };
}

export function someOf(jobs: readonly SampleJob[], gone: readonly string[] = [], at = sampleNow): Action {
	return { type: "feed.some", facts: jobs.map(sampleFacts), gone, at };
}

export function after(state: State, ...actions: readonly Action[]): State {
	return actions.reduce((before, action) => step(before, action).state, state);
}

/** What comes of keys, named with blanks between them. */
export function press(state: State, keys: string): State {
	return keysIn(keys).reduce((before, key) => step(before, { type: "key", key }).state, state);
}

/** What the last of the keys wants done. */
export function effectsOf(state: State, keys: string): readonly Effect[] {
	const all = keysIn(keys);
	const before = press(state, all.slice(0, -1).join(" "));
	return step(before, { type: "key", key: all.at(-1) ?? "" }).effects;
}

/** Types a text into what is open. */
export function typing(state: State, text: string): State {
	return Array.from(text).reduce(
		(before, character) => step(before, { type: "key", key: character === " " ? "space" : character }).state,
		state,
	);
}

function keysIn(keys: string): readonly Key[] {
	return keys.split(" ").filter((key) => key !== "");
}
