import { defaultOf, type Job, type JobFieldName, jobFields, type JobSpec, readJob } from "@chronos-job/schemas";
import { logDirOf, withoutLogDir } from "../log-dir/wrap-command.ts";
import { differencesOf } from "./differences-of.ts";
import { filesOf } from "./files-of.ts";
import { isExhausted, isSameSchedule } from "./is-same-schedule.ts";
import type { Change } from "./plan.ts";

/** What a server fills in by itself where a spec says nothing, as far as it is known (contract §10.2). */
export interface ServerDefaults {
	readonly cpus?: number | undefined;
	readonly mem?: number | undefined;
	readonly disk?: number | undefined;
	readonly runAsUser?: string | undefined;
}

export interface ChangesOptions {
	/** `unknown` takes whatever the server has put where the spec says nothing. */
	readonly serverDefaults?: ServerDefaults | "unknown" | undefined;
}

/** What a spec would change about a job: its counters, and what launches have made of its schedule, do not count. */
export function changesOf(
	current: Job,
	spec: JobSpec,
	{ serverDefaults = {} }: ChangesOptions = {},
): readonly Change[] {
	// A spec that cannot be read as a job differs wherever it says something else.
	const wanted: JobSpec = readJob(spec) ?? spec;
	const fields = { current: fieldsOf(current), wanted: fieldsOf(wanted) };
	const pair: Pair = { current, wanted, spec, serverDefaults, fields };
	return comparedFields.flatMap((name) => (compare[name] ?? plainly)(pair, name));
}

/** Whether changes touch what starts a job. */
export function isRescheduled(changes: readonly Change[]): boolean {
	return changes.some(
		({ path: [field] }) => field === "schedule" || field === "scheduleTimeZone" || field === "parents",
	);
}

interface Pair {
	readonly current: Job;
	/** The spec with all that a server fills in. */
	readonly wanted: JobSpec;
	readonly spec: JobSpec;
	readonly serverDefaults: ServerDefaults | "unknown";
	readonly fields: { readonly current: Fields; readonly wanted: Fields };
}

type Fields = ReadonlyMap<string, unknown>;

type Compare = (pair: Pair, name: JobFieldName) => readonly Change[];

// Fields whose defaults are flags of the server, and those that have several ways to say the same.
const compare: { readonly [Name in JobFieldName]?: Compare } = {
	cpus: compareSettable("cpus"),
	mem: compareSettable("mem"),
	disk: compareSettable("disk"),
	runAsUser: compareSettable("runAsUser"),
	command: compareCommand,
	disabled: compareDisabled,
	fetch: compareFiles,
	// Compared together with `fetch`.
	uris: () => [],
	environmentVariables: compareVariables,
	// As written: a server drops those that it does not understand (contract §2.5).
	constraints: ({ current, spec }) => differencesOf(current.constraints, spec.constraints ?? [], ["constraints"]),
	parents: compareParents,
	schedule: compareSchedule,
	scheduleTimeZone: compareZone,
};

const comparedFields = jobFields.filter(({ role, name }) => role === "spec" && name !== "name").map(({ name }) => name);

function plainly({ fields }: Pair, name: JobFieldName): readonly Change[] {
	const fallback = defaultOf(name);
	return differencesOf(fields.current.get(name) ?? fallback, fields.wanted.get(name) ?? fallback, [name]);
}

function fieldsOf(job: object): Fields {
	return new Map<string, unknown>(Object.entries(job));
}

/** What keeps a log of it is told apart from the command itself. */
function compareCommand({ current, wanted }: Pair): readonly Change[] {
	const commands = [current, wanted].map((job) => withoutLogDir(job).command ?? "");
	return [
		...differencesOf(commands[0], commands[1], ["command"]),
		...differencesOf(logDirOf(current), logDirOf(wanted), ["logDir"]),
	];
}

type Settable = keyof ServerDefaults;

function compareSettable(name: Settable): Compare {
	return ({ current, spec, serverDefaults }) => {
		const { [name]: before } = current;
		const { [name]: written } = spec;
		if (hasValue(written)) return differencesOf(before, written, [name]);
		if (serverDefaults === "unknown") return [];
		const { [name]: fallback = usualDefaults[name] } = serverDefaults;
		return fallback === undefined ? [] : differencesOf(hasValue(before) ? before : fallback, fallback, [name]);
	};
}

// Whose account a server runs jobs under differs from place to place.
const usualDefaults: ServerDefaults = { cpus: 0.1, mem: 128, disk: 256 };

/** A zero becomes the default as well (contract §2.3). */
function hasValue(value: unknown): boolean {
	return value !== undefined && value !== 0;
}

function compareDisabled({ current, wanted }: Pair): readonly Change[] {
	const [before, after] = [current.disabled, wanted.disabled ?? false];
	// The server disables a job with its last repetition (contract §4.6).
	const isServersDoing = before && isExhausted(current.schedule) && hasSameTrigger(current, wanted);
	return before === after || isServersDoing ? [] : [{ path: ["disabled"], before, after }];
}

function compareFiles({ current, wanted, spec }: Pair): readonly Change[] {
	const field = spec.fetch === undefined && spec.uris !== undefined ? "uris" : "fetch";
	const read = readJob(wanted);
	return read === undefined ? [] : differencesOf(filesOf(current), filesOf(read), [field]);
}

/** By name, as long as every name is there once: their order then means nothing. */
function compareVariables({ current, wanted }: Pair): readonly Change[] {
	const [before, after] = [current.environmentVariables, wanted.environmentVariables ?? []];
	const [one, other] = [before, after].map((all) => new Map(all.map(({ name, value }) => [name, value])));
	if (one?.size !== before.length || other?.size !== after.length)
		return differencesOf(before, after, ["environmentVariables"]);
	return differencesOf(Object.fromEntries(one), Object.fromEntries(other), ["environmentVariables"]);
}

function compareParents({ current, wanted }: Pair): readonly Change[] {
	const [before, after] = [current.parents, wanted.parents].map(
		(parents) => parents && [...new Set(parents)].toSorted(),
	);
	// A set: its order is not kept (contract §2.3).
	const isSame = before?.length === after?.length && (before ?? []).every((name, index) => after?.[index] === name);
	return isSame ? [] : [{ path: ["parents"], before, after }];
}

function compareSchedule({ current, wanted }: Pair): readonly Change[] {
	const isSame = isSameTiming(current, wanted);
	return isSame ? [] : [{ path: ["schedule"], before: current.schedule, after: scheduleIn(wanted) }];
}

function compareZone({ current, wanted }: Pair): readonly Change[] {
	// Without a schedule of its own a job has no zone either (contract §2.2).
	if (current.schedule === undefined || wanted.schedule === undefined) return [];
	return differencesOf(current.scheduleTimeZone ?? "", wanted.scheduleTimeZone ?? "", ["scheduleTimeZone"]);
}

function hasSameTrigger(current: Job, wanted: JobSpec): boolean {
	return (current.scheduleTimeZone ?? "") === (wanted.scheduleTimeZone ?? "") && isSameTiming(current, wanted);
}

function isSameTiming(current: Job, wanted: JobSpec): boolean {
	const written = scheduleIn(wanted);
	if (current.schedule === undefined || written === undefined) return current.schedule === written;
	if (isSameSchedule(current.schedule, written, wanted.scheduleTimeZone)) return true;
	// The server has written the time of the submit into it (contract §2.2).
	return wanted.schedule === undefined && /^R1\/[^/]+\/PT24H$/.test(current.schedule);
}

/** With neither schedule nor parents a job runs once, now (contract §2.2). */
function scheduleIn({ schedule, parents }: JobSpec): string | undefined {
	return schedule ?? (parents === undefined ? onceNow : undefined);
}

const onceNow = "R1//PT24H";
