/** What a job was to do: this file knows nothing of how an engine decides. */
export interface Target {
	readonly job: string;
	/** The times at which it was to run, in order. */
	readonly windows: readonly number[];
	readonly isConcurrent?: boolean;
	/** How many runs it may have; whatever windows are left then stay without. */
	readonly most?: number;
}

/** What a server says of a run, by the clock on the wall. */
export interface ToldRun {
	readonly id: number;
	readonly job: string;
	readonly cause: string;
	readonly dueAt: number | undefined;
	readonly coversUntil: number | undefined;
	readonly phase: string;
	readonly outcome: string | undefined;
	readonly attempts: readonly ToldAttempt[];
}

export interface ToldAttempt {
	readonly taskId: string;
	readonly number: number;
	readonly launchedAt: number;
	readonly exitCode: number | undefined;
	readonly outcome: string | undefined;
}

/** What really happened, by a clock that nobody can set. */
export interface Truth {
	readonly claims: readonly {
		readonly taskId: string;
		readonly job: string;
		readonly from: number;
		readonly to: number;
		readonly exitCode: number | undefined;
	}[];
	readonly calls: readonly {
		readonly taskId: string;
		readonly job: string;
		readonly from: number;
		readonly to: number;
	}[];
	readonly troubles: readonly Span[];
	/** By how much the clock on the wall was off, since when. */
	readonly steps: readonly { readonly from: number; readonly offsetMs: number }[];
	readonly until: number;
}

export interface Span {
	readonly from: number;
	readonly to: number;
}

/** How late a run may be that nothing kept from being on time. */
const toleranceMs = 10;

/** All that is wrong with what was told and done, as sentences. */
export function checkWindows(targets: readonly Target[], runs: readonly ToldRun[], truth: Truth): readonly string[] {
	return [...targets.flatMap((target) => checkTarget(target, runs, truth)), ...checkAttempts(runs, truth)];
}

function checkTarget(target: Target, runs: readonly ToldRun[], all: Truth): readonly string[] {
	const isOwn = ({ job }: { readonly job: string }): boolean => job === target.job;
	const truth = { ...all, claims: all.claims.filter(isOwn), calls: all.calls.filter(isOwn) };
	const own = runs
		.filter(({ job, cause }) => job === target.job && cause === "schedule")
		.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
	const known = new Set(target.windows);
	const outside = own.filter(({ dueAt = Number.NaN }) => !known.has(dueAt));
	return [
		...outside.map(({ id, dueAt }) => `${target.job}: run ${String(id)} stands for ${time(dueAt)}, which is no window`),
		...checkCover(target, own, truth),
		...own.flatMap((run) => checkTime(target, run, truth)),
		...(target.isConcurrent === true ? [] : checkOverlaps(target, truth)),
	];
}

/** Every window belongs to exactly one run, unless something keeps that from beginning up to now. */
function checkCover(target: Target, runs: readonly ToldRun[], truth: Truth): readonly string[] {
	const { job, windows, most = Infinity } = target;
	const end = runs.length < most ? Infinity : Math.max(...runs.map(({ coversUntil = 0 }) => coversUntil));
	const faults = runs.length > most ? [`${job}: ${String(runs.length)} runs instead of ${String(most)}`] : [];
	let place = 0;
	for (const window of windows.filter((at) => at < end)) {
		while (place < runs.length && untilOf(runs[place]) <= window) place += 1;
		const holders = runs.slice(place, place + 3).filter((run) => (run.dueAt ?? Infinity) <= window);
		if (holders.length > 1) faults.push(`${job}: ${time(window)} has ${String(holders.length)} runs`);
		if (holders.length === 0 && latenessOf({ window, begun: truth.until }, truth) > toleranceMs) {
			faults.push(`${job}: ${time(window)} has no run`);
		}
	}
	return faults;
}

function untilOf({ dueAt = Infinity, coversUntil = dueAt + 1 }: Partial<ToldRun> = {}): number {
	return coversUntil;
}

/** Not early, not for the future, and no later than what kept it from being on time. */
function checkTime({ job, windows }: Target, run: ToldRun, truth: Truth): readonly string[] {
	const { id, dueAt = 0, coversUntil = 0, attempts } = run;
	const first = attempts.find(({ number }) => number === 0);
	const call = truth.calls.find(({ taskId }) => taskId === first?.taskId);
	if (first === undefined || call === undefined) return [`${job}: run ${String(id)} was never begun`];
	const ahead = firstAfter(windows, Math.max(first.launchedAt, dueAt));
	const lateMs = latenessOf({ window: dueAt, begun: call.from }, truth);
	const name = `${job}: run ${String(id)} for ${time(dueAt)}`;
	return [
		...(first.launchedAt <= dueAt ? [`${name} was launched early`] : []),
		...(ahead < coversUntil ? [`${name} took ${time(ahead)} away before its time`] : []),
		...(lateMs > toleranceMs ? [`${name} was ${String(lateMs)} ms late`] : []),
	];
}

function firstAfter(sorted: readonly number[], limit: number): number {
	let from = 0;
	for (let to = sorted.length; from < to;) {
		const middle = Math.floor((from + to) / 2);
		if ((sorted[middle] ?? Infinity) > limit) to = middle;
		else from = middle + 1;
	}
	return sorted[from] ?? Infinity;
}

interface Wait {
	readonly window: number;
	readonly begun: number;
}

/** How long nothing but the server kept a window waiting. */
function latenessOf({ window, begun }: Wait, truth: Truth): number {
	const { troubles, claims, calls, steps } = truth;
	// Nothing before the clock on the wall showed it for the first time can matter.
	const from = Math.min(...steps.map((step) => Math.max(step.from, window - step.offsetMs)));
	const isNear = (span: Span): boolean => span.to > from && span.from < begun;
	const excuses = [...[...troubles, ...claims, ...calls].filter(isNear), ...notDue(truth, window)];
	return unexcused({ from, to: begun }, excuses);
}

function checkOverlaps({ job }: Target, { claims }: Truth): readonly string[] {
	const own = claims.toSorted((a, b) => a.from - b.from);
	return own.flatMap((claim, index) => {
		const next = own[index + 1];
		return next !== undefined && next.from < claim.to ? [`${job}: ${next.taskId} began while ${claim.taskId} ran`] : [];
	});
}

/** What was told of attempts is what happened, and all of it. */
function checkAttempts(runs: readonly ToldRun[], { claims }: Truth): readonly string[] {
	const told = new Map(runs.flatMap((run) => run.attempts.map((attempt) => [attempt.taskId, attempt] as const)));
	const seen = new Map<string, number>();
	for (const { taskId } of claims) seen.set(taskId, (seen.get(taskId) ?? 0) + 1);
	return [
		...[...seen].filter(([, count]) => count > 1).map(([taskId, count]) => `${taskId} began ${String(count)} times`),
		...claims.flatMap(({ taskId, exitCode }) => {
			const attempt = told.get(taskId);
			if (attempt === undefined) return [`${taskId} is not told of`];
			return attempt.exitCode === exitCode
				? []
				: [`${taskId} ended with ${String(exitCode)}, told was ${String(attempt.exitCode)}`];
		}),
		...[...told.values()]
			.filter(({ taskId, outcome }) => outcome === "succeeded" && !seen.has(taskId))
			.map(({ taskId }) => `${taskId} succeeded without ever beginning`),
		...runs.filter((run) => isStuck(run, claims)).map(({ id, phase }) => `run ${String(id)} is still ${phase}`),
		...runs
			.filter(({ outcome }) => outcome === "dropped")
			.map(({ id, job }) => `run ${String(id)} of ${job} was dropped`),
		...runs.flatMap((run) =>
			run.attempts.some(({ number }, index) => number !== index)
				? [`run ${String(run.id)} has gaps in its attempts`]
				: [],
		),
	];
}

/** A run that waits for a place although there is room, or for an end that has come. */
function isStuck({ phase, attempts }: ToldRun, claims: Truth["claims"]): boolean {
	if (phase !== "live") return phase === "queued";
	return !claims.some((claim) => claim.taskId === attempts.at(-1)?.taskId && claim.to === Infinity);
}

/** When the clock on the wall had not passed a time. */
function notDue({ steps }: Truth, wall: number): readonly Span[] {
	return steps.map(({ from, offsetMs }, index) => ({
		from,
		to: Math.min(wall - offsetMs, steps[index + 1]?.from ?? Infinity),
	}));
}

/** How much of a span no excuse covers. */
function unexcused({ from, to }: Span, excuses: readonly Span[]): number {
	let covered = from;
	let leftMs = 0;
	for (const excuse of excuses.filter((span) => span.to > from && span.from < to).toSorted((a, b) => a.from - b.from)) {
		leftMs += Math.max(0, excuse.from - covered);
		covered = Math.max(covered, excuse.to);
	}
	return leftMs + Math.max(0, to - covered);
}

function time(ms: number | undefined): string {
	return ms === undefined || Number.isNaN(ms) ? "no time" : new Date(ms).toISOString();
}
