import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChronosError, type Clock, systemClock } from "@chronos-job/core";
import { answerFetch, type Door } from "./answer-fetch.ts";
import { createSettings, type SettingsOptions } from "./engine/settings.ts";
import type { Capacity } from "./engine/state.ts";
import type { Executor } from "./executors/executor.ts";
import { createHandler } from "./http/create-handler.ts";
import type { Handler } from "./http/handler.ts";
import { type Address, type Listening, serve } from "./http/serve.ts";
import type { Credentials, ServerFacts } from "./http/server-facts.ts";
import { readOwnVersion } from "./own-version.ts";
import type { Engine } from "./runtime/engine.ts";
import type { EngineOptions, RetentionLimits } from "./runtime/engine-options.ts";
import { openEngine } from "./runtime/open-engine.ts";
import type { Store, StoredEvent } from "./stores/store.ts";
import { type SubmitOptions, type SubmittedJob, submitJobs } from "./submit-jobs.ts";

export type LocalOptions = ServerOptions & DoorOptions;

interface ServerOptions {
	/** The server's own from now on: it is released when the server is closed. */
	readonly store: Store;
	/** A function gets the clock of the server. */
	readonly executor: Executor | ((clock: Clock) => Executor);
	/** Runs the jobs that name an image; without it they stay queued. */
	readonly containers?: Executor | undefined;
	/** The system's unless another one is given, such as a `manualClock`. */
	readonly clock?: Clock & { readonly longestSleepMs?: number };
	readonly settings?: SettingsOptions;
	/** How much of which GPU is used; without it nobody looks. */
	readonly measureGpus?: EngineOptions["measureGpus"];
	/** What attempts may use together; 4 cpus, 4 GiB, 40 GiB of disk and no GPU unless said otherwise. */
	readonly capacity?: Capacity;
	readonly dialect?: "3.x" | "2.x";
	/** Attempts get their directories in here. */
	readonly sandboxRoot?: string;
	/** The name of the user that the server runs as: so do jobs that name nobody. */
	readonly currentUser?: string;
	/** Everything is kept unless something else is said, as `defaultRetention` does. */
	readonly retention?: Partial<RetentionLimits>;
	/** How long an attempt may take to end after it was asked to. */
	readonly graceMs?: number;
	/** What clients are told about the server. */
	readonly facts?: Partial<Omit<ServerFacts, "clock" | "storeId" | "startedAt" | "dialect" | "credentials" | "report">>;
	/** Hears of what went wrong and nobody else is told. */
	readonly report?: EngineOptions["report"];
}

/** Who reaches a TCP port may run commands as the user of the server; a socket file is its owner's alone. */
type DoorOptions =
	| { readonly listen?: Extract<Address, { socketPath: string }>; readonly credentials?: Credentials | "none" }
	/** Without an address only `fetch` and `submit` are answered. */
	| { readonly listen?: Address; readonly credentials: Credentials | "none" };

export interface LocalServer extends AsyncDisposable {
	/** Where it listens; undefined without a TCP port. */
	readonly url: URL | undefined;
	readonly engine: Engine;
	/** The same server without a socket; a path is address enough. */
	fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
	/** Parents go before their children; throws a `JobRefusedError` with what the server says. */
	submit(jobs: SubmittedJob | readonly SubmittedJob[], options?: SubmitOptions): Promise<void>;
	/** All that happens from now on. */
	events(signal: AbortSignal): AsyncIterable<StoredEvent>;
	/** Finishes its answers, then leaves what runs running unless it is told to stop it. */
	close(options?: { readonly stopJobs?: boolean }): Promise<void>;
}

/** A whole Chronos in this process. */
export async function startLocal(options: LocalOptions): Promise<LocalServer> {
	const credentials = credentialsOf(options);
	const engine = await openEngine(engineOptionsOf(options));
	const end = new AbortController();
	const place: Place = { listening: undefined };
	const handler = createHandler({ engine, facts: { ...factsOf(options, place), credentials } });
	if (options.listen !== undefined) place.listening = await listenOrClose(engine, handler, options);
	const door: Door = { handler, closing: end.signal };
	const recipient = { ...door, credentials, dialect: options.dialect ?? "3.x" };
	let closing: Promise<void> | undefined;
	const close: LocalServer["close"] = (how) => (closing ??= closeAll(engine, { place, end, how }));
	return {
		url: place.listening?.url,
		engine,
		fetch: (input, init) => answerFetch(door, input, init),
		submit: (jobs, how) => submitJobs(recipient, isList(jobs) ? jobs : [jobs], how),
		events: (signal) => engine.events({ after: engine.lastEventId, signal }),
		close,
		[Symbol.asyncDispose]: () => close(),
	};
}

function credentialsOf({ listen, credentials }: LocalOptions): Credentials | undefined {
	if (listen !== undefined && !("socketPath" in listen) && credentials === undefined) {
		throw new ChronosError("usage.invalid", "whoever reaches the port of this server could run commands on it", {
			hint: 'Give `credentials: { user, password }`, or `credentials: "none"` if everybody may.',
		});
	}
	return credentials === "none" ? undefined : credentials;
}

// The check for a list that the language has forgets that it may be read-only.
function isList(jobs: SubmittedJob | readonly SubmittedJob[]): jobs is readonly SubmittedJob[] {
	return Array.isArray(jobs);
}

interface Place {
	listening: Listening | undefined;
}

interface Closing {
	readonly place: Place;
	readonly end: AbortController;
	readonly how: Parameters<Engine["close"]>[0];
}

async function closeAll(engine: Engine, { place, end, how }: Closing): Promise<void> {
	end.abort();
	await place.listening?.close();
	await engine.close(how);
}

const defaultCapacity: Capacity = { cpus: 4, memMb: 4096, diskMb: 40_960, gpus: [] };
const everything: RetentionLimits = {
	runsMs: Infinity,
	events: Infinity,
	sandboxesMs: Infinity,
	sandboxBytes: Infinity,
};

function engineOptionsOf(options: LocalOptions): EngineOptions {
	const { store, executor, clock = systemClock, report = ignore } = options;
	return {
		store,
		executor: typeof executor === "function" ? executor(clock) : executor,
		containers: options.containers,
		measureGpus: options.measureGpus,
		clock,
		report,
		settings: createSettings(options.settings),
		capacity: options.capacity ?? defaultCapacity,
		sandboxRoot: options.sandboxRoot ?? join(tmpdir(), "chronos-job", store.id),
		retention: { ...everything, ...options.retention },
		graceMs: options.graceMs ?? 3000,
		// Within that time a clock that was set or stood still is noticed.
		longestSleepMs: options.clock?.longestSleepMs ?? 60_000,
	};
}

function factsOf(
	{ store, clock = systemClock, dialect = "3.x", report = ignore, currentUser, facts }: LocalOptions,
	place: Place,
): ServerFacts {
	return {
		leader: () => place.listening?.url?.host ?? "localhost:4400",
		// Nobody but root may run jobs as somebody else.
		...(currentUser === undefined ? {} : { defaultUser: currentUser }),
		...facts,
		version: facts?.version ?? readOwnVersion(),
		clock,
		dialect,
		storeId: store.id,
		startedAt: clock.now(),
		report: (error) => report({ code: "request-failed", error, about: "http" }),
	};
}

async function listenOrClose(engine: Engine, handler: Handler, options: LocalOptions): Promise<Listening | undefined> {
	const { listen, clock = systemClock, report = ignore } = options;
	if (listen === undefined) return undefined;
	try {
		return await serve(handler, listen, {
			clock,
			report: (error) => report({ code: "request-failed", error, about: "http" }),
		});
	} catch (error) {
		await engine.close();
		throw error;
	}
}

function ignore(): void {
	// Nobody asked to hear of problems.
}
