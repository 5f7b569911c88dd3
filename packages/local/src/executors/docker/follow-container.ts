import type { Clock } from "@chronos-job/core";
import { parseStatus } from "../attempt-record.ts";
import type { AttemptEnd, Exit, RunningAttempt, Sandbox } from "../executor.ts";
import { awaitFirstProcess } from "./await-first-process.ts";
import { addEngineLogs, engineLogsOf } from "./engine-logs.ts";
import { type Capture, captureLogs } from "./capture-logs.ts";
import { writeContainerRecord } from "./container-record.ts";
import type { EngineClient } from "./engine-client.ts";
import type { ContainerReply, ContainerState } from "./engine-replies.ts";
import { EngineError } from "./engine-error.ts";
import { giveBack } from "./give-back.ts";
import { quickLogs } from "./podman-log.ts";
import { findMissingProgram } from "./find-missing-program.ts";
import { wasStarved } from "./find-starved.ts";
import { withDeadline } from "./with-deadline.ts";

export interface Following {
	readonly client: EngineClient;
	/** The id or the name of the container. */
	readonly id: string;
	readonly nonce: string;
	readonly sandbox: Sandbox;
	readonly clock: Clock;
	readonly maxLogBytes?: number | undefined;
	/** The command does so itself; what the engine has is what came before and after it. */
	readonly writesLogs: boolean;
	/** Podman says that a container has ended when it has tidied up after it, a while later. */
	readonly isToldLate?: boolean | undefined;
}

/** Follows a container to its end, whoever started it: its logs are brought home, and then it is removed. */
export function followContainer(following: Following): RunningAttempt {
	const released = new AbortController();
	const wishes = { stopped: false };
	const end = endOf({ ...following, released: released.signal }, wishes);
	return {
		end,
		stop: async (graceMs) => {
			wishes.stopped = true;
			await stop(following, graceMs);
			await end;
		},
		release: () => released.abort(),
	};
}

async function stop({ client, id, clock }: Following, graceMs: number): Promise<void> {
	try {
		await awaitFirstProcess({ client, id, clock });
		await client.stop(id, Math.ceil(graceMs / 1000));
	} catch (error) {
		// Engines differ in what they say to one that has ended meanwhile.
		if (isUnder((await client.findContainer(id))?.State)) throw error;
	}
}

interface Followed extends Following {
	/** Fires when nobody wants to know the end any more. */
	readonly released: AbortSignal;
}

async function endOf(options: Followed, wishes: { readonly stopped: boolean }): Promise<AttemptEnd> {
	const { released, clock } = options;
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each round follows the end of a stream
		const found = await (options.writesLogs ? waitForEnd(options) : followLogs(options));
		// A promise that is never kept keeps no process alive.
		if (released.aborted) return new Promise<never>(() => undefined);
		if (found === undefined) return wishes.stopped ? killed(clock.now()) : removed;
		// What is followed may break off before its end, what has ended is read to its end.
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		if (!isUnder(found.State) && (await isWhole(options))) return settle(options, found);
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		await clock.sleep(pauseMs, released);
	}
}

/** What is there when it seems to have ended. */
async function waitForEnd(options: Followed): Promise<ContainerReply | undefined> {
	const { client, id, released, isToldLate = false } = options;
	const seen = isToldLate ? await seeSoonEnd(options) : undefined;
	if (seen !== undefined) return seen;
	await client.wait(id, released).catch(() => undefined);
	return lookPatiently(options);
}

/** Most containers that are short are very short. */
async function seeSoonEnd({ client, id, released, clock }: Followed): Promise<ContainerReply | undefined> {
	for (const waitMs of soonMs) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await clock.sleep(waitMs, released);
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		const found = await client.findContainer(id, released).catch(() => undefined);
		if (found !== undefined && !isUnder(found.State)) return found;
	}
	return undefined;
}

const soonMs = [5, 20, 75, 200] as const;

/** Until the container ends: some engines go on with its logs for a while, or for ever. */
async function followLogs(options: Followed): Promise<ContainerReply | undefined> {
	const ended = new AbortController();
	const signal = AbortSignal.any([options.released, ended.signal]);
	const captured = isCaptured({ ...options, client: quickLogs(options) }, { follows: true, signal });
	const seen = await Promise.race([captured.then(() => undefined), whenEnded({ ...options, released: signal })]);
	ended.abort();
	// Two may not write the same files.
	await captured;
	return seen ?? lookPatiently(options);
}

async function whenEnded(options: Followed): Promise<ContainerReply | undefined> {
	const { released, clock } = options;
	while (!released.aborted) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- one wait follows the other
		const seen = await waitForEnd(options);
		// An engine that did not answer said nothing about the container.
		if (!isUnder(seen?.State)) return seen;
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		await clock.sleep(pauseMs, released);
	}
	return undefined;
}

function isCaptured(options: Omit<Capture, keyof How>, how: How): Promise<boolean> {
	return captureLogs({ ...options, ...how }).then(
		() => true,
		() => false,
	);
}

type How = Pick<Capture, "follows" | "signal">;

async function isWhole(options: Followed): Promise<boolean> {
	const how = { follows: false, signal: options.released };
	if (!options.writesLogs) return isCaptured(options, how);
	const sandbox = engineLogsOf(options.sandbox);
	return (await isCaptured({ ...options, sandbox }, how)) && addEngineLogs(options.sandbox);
}

async function settle(options: Followed, found: ContainerReply): Promise<Exit> {
	// What fails here leaves the files to whoever has them, and the end is what it is.
	await giveBack(options).catch(() => undefined);
	const exit = await withReason(await withDetail(exitOf(found.State ?? {}, options.clock.now()), options), found);
	const isKept = await keepExit(options, exit);
	// One that is left here is removed when a server starts.
	if (isKept) void options.client.remove(options.id).catch(() => undefined);
	return exit;
}

/** A shell says itself what it did not find. */
async function withDetail(exit: Exit, { writesLogs, sandbox }: Followed): Promise<Exit> {
	if (writesLogs || exit.exitCode === undefined) return exit;
	const detail = await findMissingProgram(sandbox.stderrFile, exit.exitCode);
	return detail === undefined ? exit : { ...exit, detail };
}

/** Podman before version 5 looks for what its watcher notes of it in the wrong place. */
async function withReason(exit: Exit, { Id: id }: ContainerReply): Promise<Exit> {
	if (exit.reason !== undefined || exit.signal !== "SIGKILL") return exit;
	const isStarved = id !== undefined && (await wasStarved(id));
	return isStarved ? { ...exit, reason: "out-of-memory" } : exit;
}

const pauseMs = 500;

/** Asks until somebody answers; undefined when there is no such container. */
async function lookPatiently({ client, id, clock, released }: Followed): Promise<ContainerReply | undefined> {
	for (;;) {
		try {
			// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
			return await withDeadline(clock, lookMs, (signal) => client.findContainer(id, signal));
		} catch (error) {
			if (!(error instanceof EngineError) || released.aborted) return undefined;
			// oxlint-disable-next-line eslint/no-await-in-loop -- see above
			await clock.sleep(pauseMs, released);
		}
	}
}

const lookMs = 30_000;

/** Whether it runs, or is about to. */
function isUnder(state: ContainerState | undefined): boolean {
	return state !== undefined && !ended.has(state.Status ?? "");
}

const ended: ReadonlySet<string> = new Set(["exited", "dead", "stopped", "removing"]);

const removed: AttemptEnd = { kind: "lost", reason: "somebody removed the container" };

function exitOf(state: ContainerState, now: number): Exit {
	const { ExitCode: code = 0, OOMKilled: isStarved = false, StartedAt: started, FinishedAt: finished } = state;
	const endedAt = timeOf(finished) ?? now;
	return {
		kind: "exited",
		...parseStatus(code),
		...(isStarved && code !== 0 ? { reason: "out-of-memory" } : {}),
		// Some engines note the start after the end of a short one.
		startedAt: Math.min(timeOf(started) ?? endedAt, endedAt),
		endedAt,
		// No engine tells afterwards.
		userMs: 0,
		systemMs: 0,
	};
}

// What never happened happened in the year 1.
function timeOf(text: string | undefined): number | undefined {
	const time = Date.parse(text ?? "");
	return time > 0 ? time : undefined;
}

/** Until it is written, the next server asks the engine once more. */
async function keepExit({ sandbox, nonce, client, clock, writesLogs }: Followed, exit: Exit): Promise<boolean> {
	for (let tries = 0; tries < mostTries; tries += 1) {
		try {
			// oxlint-disable-next-line eslint/no-await-in-loop -- one try follows the other
			await writeContainerRecord(sandbox.directory, {
				nonce,
				engine: client.endpoint.text,
				writesLogs,
				phase: "ended",
				exit,
			});
			return true;
		} catch {
			// oxlint-disable-next-line eslint/no-await-in-loop -- see above
			await clock.sleep(pauseMs);
		}
	}
	return false;
}

const mostTries = 20;

/** What the engine would have said, had the container not been taken away. */
function killed(now: number): AttemptEnd {
	return { kind: "exited", signal: "SIGKILL", startedAt: now, endedAt: now, userMs: 0, systemMs: 0 };
}
