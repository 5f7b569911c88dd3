import type { Clock, LocalEvent, LocalReader, LocalRun, ReadClient } from "@chronos-job/core";
import { type Job, type JobSummary, parseActivity } from "@chronos-job/schemas";
import type { FeedAction, FeedOptions } from "../src/feed/feed.ts";
import { openFeed } from "../src/feed/open-feed.ts";

export interface TestClock extends Clock {
	/** Lets time pass, and whoever sleeps wake in the meantime. */
	readonly advance: (ms: number) => Promise<void>;
}

export function testClock(): TestClock {
	let now = Date.UTC(2026, 10, 21, 12);
	const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
	return {
		now: () => now,
		sleep: (ms, signal) =>
			new Promise((resolve) => {
				if (signal?.aborted === true) return resolve();
				const sleeper = { at: now + Math.max(0, ms), wake };
				sleepers.add(sleeper);
				signal?.addEventListener("abort", wake, { once: true });
				function wake(): void {
					sleepers.delete(sleeper);
					resolve();
				}
			}),
		async advance(ms) {
			const end = now + ms;
			await rest();
			for (;;) {
				const [next] = [...sleepers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
				if (next === undefined) break;
				now = Math.max(now, next.at);
				next.wake();
				// oxlint-disable-next-line eslint/no-await-in-loop -- one wakes after the other
				await rest();
			}
			now = end;
		},
	};
}

/** Until nobody has anything to do. */
export async function rest(): Promise<void> {
	for (let turn = 0; turn < 300; turn += 1) await Promise.resolve();
}

export interface TestServer {
	summaries: JobSummary[];
	jobs: Job[];
	runs: Partial<LocalRun>[];
	/** What it answers instead. */
	failure: Error | undefined;
	/** What it was asked, in order. */
	readonly asked: string[];
	/** Answers that are on their way at once, at most. */
	mostAtOnce: number;
	/** How long an answer takes. */
	latencyMs: number;
	readonly tell: (type: string, job?: string, more?: object) => void;
	/** Ends the stream of events with a failure. */
	readonly hangUp: (error: Error) => void;
	readonly client: ReadClient;
}

export function summaryOf(name: string, state = "idle", status: JobSummary["status"] = "fresh"): JobSummary {
	return { name, status, state, schedule: "R/2026-01-01T00:00:00Z/P1D", parents: [], disabled: false };
}

export function jobOf(name: string, changes: Partial<Job> = {}): Job {
	return {
		name,
		command: "true",
		owner: "me",
		lastSuccess: "",
		lastError: "",
		schedule: "R/2026-01-01T00:00:00Z/P1D",
		successCount: 0,
		errorCount: 0,
		disabled: false,
		...changes,
	} as unknown as Job;
}

export function testServer(clock: Clock, { isLocal }: { readonly isLocal: boolean }): TestServer {
	let atOnce = 0;
	const ears = new Set<{ readonly hear: (event: LocalEvent) => void; readonly fail: (error: Error) => void }>();
	async function answer<Value>(question: string, value: () => Value): Promise<Value> {
		server.asked.push(question);
		atOnce += 1;
		server.mostAtOnce = Math.max(server.mostAtOnce, atOnce);
		if (server.latencyMs > 0) await clock.sleep(server.latencyMs);
		atOnce -= 1;
		if (server.failure !== undefined) throw server.failure;
		return value();
	}
	async function* events(_after: number | undefined, options?: { readonly signal?: AbortSignal | undefined }) {
		const queue: (LocalEvent | Error)[] = [];
		let wake = (): void => undefined;
		const add = (item: LocalEvent | Error): void => {
			queue.push(item);
			wake();
		};
		const ear = { hear: add, fail: add };
		ears.add(ear);
		options?.signal?.addEventListener("abort", () => wake());
		while (options?.signal?.aborted !== true) {
			for (const item of queue.splice(0)) {
				if (item instanceof Error) throw item;
				yield item;
			}
			await new Promise<void>((resolve) => (wake = resolve));
		}
		ears.delete(ear);
	}
	const why = (name: string) =>
		answer(`why ${name}`, () => {
			const state = parseActivity(server.summaries.find((summary) => summary.name === name)?.state ?? "idle");
			return { job: name, state, reasons: [], latest: undefined };
		});
	const runs = () => answer("runs", () => server.runs);
	const local = { facts: { version: "1", storeId: "s", lastEventId: 7 }, events, why, runs } as unknown as LocalReader;
	const server: TestServer = {
		summaries: [],
		jobs: [],
		runs: [],
		failure: undefined,
		asked: [],
		mostAtOnce: 0,
		latencyMs: 0,
		tell: (type, job, more) =>
			ears.forEach(({ hear }) => hear({ id: 1, type, at: 0, fields: job === undefined ? {} : { job, ...more } })),
		hangUp: (error) => ears.forEach(({ fail }) => fail(error)),
		client: {
			jobs: {
				summaries: () => answer("summaries", () => server.summaries),
				list: () => answer("jobs", () => server.jobs),
				find: (name: string) => answer(`job ${name}`, () => server.jobs.find((job) => job.name === name)),
			},
			server: {
				local: () => answer("local", () => (isLocal ? local : undefined)),
				dialect: async () => "3.x",
			},
			[Symbol.asyncDispose]: async () => undefined,
		} as unknown as ReadClient,
	};
	return server;
}

export function startFeed(server: TestServer, clock: TestClock, options: Partial<FeedOptions> = {}) {
	const actions: FeedAction[] = [];
	const ending = new AbortController();
	const feed = openFeed({
		connect: async () => server.client,
		sweeps: async () => new Map(),
		clock,
		dispatch: (action) => void actions.push(action),
		signal: ending.signal,
		everyMs: 2000,
		random: () => 0.5,
		...options,
	});
	return {
		...feed,
		actions,
		/** What was told since somebody looked last. */
		news: () => actions.splice(0),
		/** In words, without what does not matter. */
		words: () => actions.splice(0).map(wordsOf),
		async [Symbol.asyncDispose]() {
			ending.abort();
			await clock.advance(10_000);
			await feed.done;
		},
	};
}

function wordsOf(action: FeedAction): string {
	if (action.type === "feed.state") return action.feed.kind;
	if (action.type === "feed.all")
		return `all ${action.isWhole ? "whole " : ""}${action.facts.map(({ name }) => name).join()}`;
	if (action.type === "feed.some")
		return `some ${[...action.facts.map(({ name }) => name), ...action.gone.map((name) => `-${name}`)].join()}`;
	return action.type;
}
