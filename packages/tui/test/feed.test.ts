import { ChronosError } from "@chronos-job/core";
import { expect, it } from "vitest";
import { jobOf, rest, startFeed, summaryOf, testClock, testServer } from "./feed-scene.ts";

const away = new ChronosError("target.unreachable", "nobody answers", { hint: "Start it." });

function begin(options: { readonly isLocal: boolean }, names: readonly string[] = ["a", "b"]) {
	const clock = testClock();
	const server = testServer(clock, options);
	server.summaries = names.map((name) => summaryOf(name));
	server.jobs = names.map((name) => jobOf(name));
	return { clock, server };
}

it("tells states first, then all there is", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	expect(feed.words()).toEqual(["all a,b", "all whole a,b", "feed.server", "feed.sweeps", "polling"]);
	expect(server.asked).toEqual(["local", "summaries", "jobs"]);
});

it("asks a server that does not tell by itself again and again, for states alone", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.news();
	await clock.advance(8000);
	expect(server.asked.slice(3)).toEqual(["summaries", "summaries", "summaries", "summaries"]);
	expect(feed.words()).toEqual(["some ", "some ", "some ", "some "]);
});

it("what did not change is the same object as before", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	const [before] = feed.news().filter((action) => action.type === "feed.all" && action.isWhole);
	server.summaries = [summaryOf("a"), summaryOf("b", "running")];
	server.jobs = [jobOf("a"), jobOf("b")];
	feed.refresh();
	await clock.advance(0);
	const changed = feed.news().filter((action) => action.type === "feed.some");
	if (before?.type !== "feed.all") throw new Error("nothing was told");
	expect(changed.map(({ facts }) => facts.map(({ name }) => name))).toEqual([["b"], []]);
	expect(changed[0]?.facts[0]?.job).toBe(before.facts[1]?.job);
});

it("asks for the counters of a few jobs that moved at once, and for all of them at most every ten seconds", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	server.summaries = [summaryOf("a", "running"), summaryOf("b")];
	await clock.advance(12_000);
	expect(server.asked.slice(3)).toEqual([
		"summaries",
		"job a",
		"summaries",
		"summaries",
		"summaries",
		"summaries",
		"jobs",
		"summaries",
	]);
	expect(feed.words()).toContain("some a");
});

it("tells what is gone", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.news();
	server.summaries = [summaryOf("b")];
	await clock.advance(2000);
	expect(feed.words()).toContain("some -a");
});

it("never asks while an answer is on its way, however slow the server is", async () => {
	const { clock, server } = begin({ isLocal: false });
	server.latencyMs = 5000;
	await using feed = startFeed(server, clock);
	feed.refresh();
	await clock.advance(40_000);
	expect(server.mostAtOnce).toBe(1);
	expect(server.asked.filter((question) => question === "summaries").length).toBeLessThan(6);
});

it("says that a server is away, tries it 2, 4, 8 … 30 seconds later, and says when it is back", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.news();
	server.failure = away;
	const start = clock.now();
	await clock.advance(125_000);
	const offline = feed.news().flatMap((action) => (action.type === "feed.state" ? [action.feed] : []));
	const pauses = offline.map((state, index) =>
		state.kind === "offline" ? state.retryAt - start - 2000 - (index === 0 ? 0 : 0) : 0,
	);
	expect(offline.every(({ kind }) => kind === "offline")).toBe(true);
	expect(pauses).toEqual([2000, 6000, 14_000, 30_000, 60_000, 90_000, 120_000, 150_000]);
	expect(offline[0]).toMatchObject({ message: "nobody answers", hint: "Start it." });
	server.failure = undefined;
	await clock.advance(30_000);
	expect(feed.words()).toContain("polling");
});

it("asks at once when somebody wants it, by a new way", async () => {
	const { clock, server } = begin({ isLocal: false });
	let opened = 0;
	server.failure = away;
	await using feed = startFeed(server, clock, {
		connect: async () => {
			opened += 1;
			return server.client;
		},
	});
	await clock.advance(60_000);
	expect(opened).toBe(1);
	server.failure = undefined;
	feed.refresh();
	await rest();
	await clock.advance(0);
	expect(opened).toBe(2);
	expect(feed.words()).toContain("all whole a,b");
});

it("does not try wrong credentials again by itself", async () => {
	const { clock, server } = begin({ isLocal: false });
	server.failure = new ChronosError("target.unauthorized", "other credentials are wanted");
	await using feed = startFeed(server, clock);
	await clock.advance(3_600_000);
	expect(server.asked).toEqual(["local"]);
	expect(feed.words()).toEqual(["offline"]);
	feed.refresh();
	await clock.advance(0);
	expect(server.asked).toEqual(["local", "local"]);
});

it("tells what keeps us from the server before it is reached", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock, { connect: () => Promise.reject(away) });
	await clock.advance(0);
	expect(feed.news()).toMatchObject([{ type: "feed.state", feed: { kind: "offline", message: "nobody answers" } }]);
});

it("asks nothing while it is paused, unless somebody wants it", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.pause(true);
	await clock.advance(60_000);
	expect(server.asked).toHaveLength(3);
	feed.refresh();
	await clock.advance(60_000);
	expect(server.asked.slice(3)).toEqual(["summaries", "jobs"]);
	feed.pause(false);
	await clock.advance(2000);
	expect(server.asked.slice(5, 6)).toEqual(["summaries"]);
	expect(feed.words().at(-1)).toBe("some ");
});

it("asks only when somebody wants it where no interval is wanted", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock, { everyMs: 0 });
	await clock.advance(3_600_000);
	expect(server.asked).toHaveLength(3);
	feed.refresh();
	await clock.advance(0);
	expect(server.asked.slice(3)).toEqual(["summaries", "jobs"]);
});

it("hears of changes on a server of ours, and asks for nothing else", async () => {
	const { clock, server } = begin({ isLocal: true });
	await using feed = startFeed(server, clock);
	await clock.advance(20_000);
	expect(feed.words()).toEqual(["all a,b", "all whole a,b", "feed.server", "feed.sweeps", "feed.retries", "live"]);
	expect(server.asked).toEqual(["local", "summaries", "jobs", "runs"]);
	server.jobs = [jobOf("a", { successCount: 1 }), jobOf("b")];
	server.tell("run.settled", "a");
	server.tell("attempt.ended", "a");
	await clock.advance(1000);
	expect(server.asked.slice(4)).toEqual(["job a", "why a"]);
	expect(feed.words()).toEqual(["some a"]);
});

it("keeps what it hears for later while it is paused", async () => {
	const { clock, server } = begin({ isLocal: true });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.news();
	feed.pause(true);
	server.jobs = [jobOf("a", { successCount: 1 }), jobOf("b")];
	server.tell("run.settled", "a");
	await clock.advance(120_000);
	expect(feed.words()).toEqual(["paused"]);
	feed.pause(false);
	await clock.advance(1000);
	expect(feed.words()).toEqual(["live", "some a"]);
});

it("tells what was deleted and created there", async () => {
	const { clock, server } = begin({ isLocal: true });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.news();
	server.summaries = [summaryOf("a"), summaryOf("c")];
	server.jobs = [jobOf("a"), jobOf("c")];
	server.tell("job.deleted", "b");
	server.tell("job.created", "c");
	await clock.advance(1000);
	expect(feed.words()).toEqual(["some c,-b"]);
});

it.each([
	[
		"many jobs changed at once",
		(tell: (type: string, job?: string) => void) =>
			Array.from({ length: 30 }, (_, index) => tell("job.updated", `j${index}`)),
		["summaries", "jobs"],
	],
	["something was missed", (tell: (type: string, job?: string) => void) => tell("gap"), ["runs", "summaries", "jobs"]],
])("asks for all when %s", async (_, happen, questions) => {
	const { clock, server } = begin({ isLocal: true });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	server.asked.length = 0;
	happen(server.tell);
	await clock.advance(2500);
	expect(server.asked).toEqual(questions);
	expect(feed.words().at(-1)).toBe("some ");
});

it("asks for all now and then, whatever was heard", async () => {
	const { clock, server } = begin({ isLocal: true });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	server.asked.length = 0;
	await clock.advance(61_000);
	expect(server.asked).toEqual(["summaries", "jobs"]);
	expect(feed.words().at(-1)).toBe("some ");
});

it("asks for all of very many more seldom", async () => {
	const names = Array.from({ length: 10_000 }, (_, index) => `job-${index}`);
	const { clock, server } = begin({ isLocal: true }, names);
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	server.asked.length = 0;
	await clock.advance(119_000);
	expect(server.asked).toEqual([]);
	await clock.advance(2000);
	expect(server.asked).toEqual(["summaries", "jobs"]);
	expect(feed.words().at(-1)).toBe("some ");
});

it("says when it does not hear the server any more, and hears it again later", async () => {
	const { clock, server } = begin({ isLocal: true });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.news();
	server.hangUp(away);
	await clock.advance(0);
	expect(feed.words()).toEqual(["offline"]);
	server.jobs = [jobOf("a", { errorCount: 3 }), jobOf("b")];
	await clock.advance(2500);
	expect(feed.words()).toEqual(["some a", "live"]);
});

it("a bug ends it", async () => {
	const { clock, server } = begin({ isLocal: false });
	const feed = startFeed(server, clock, { connect: () => Promise.reject(new TypeError("oops")) });
	await expect(feed.done).rejects.toThrow("oops");
});

it("tells when runs that failed are tried again, as it was found and as it was heard", async () => {
	const { clock, server } = begin({ isLocal: true });
	const at = clock.now() + 60_000;
	server.runs = [
		{ id: 3, job: "b", phase: "live", retryAt: undefined },
		{ id: 2, job: "a", phase: "waiting", retryAt: at },
	];
	await using feed = startFeed(server, clock);
	const retries = () => feed.news().flatMap((action) => (action.type === "feed.retries" ? [[...action.retries]] : []));
	await clock.advance(0);
	expect(retries()).toEqual([[["a", at]]]);
	server.tell("run.queued", "a", { runId: 2 });
	server.tell("retry.planned", "b", { runId: 3, retryAt: new Date(at).toISOString() });
	await clock.advance(1000);
	expect(retries().at(-1)).toEqual([["b", at]]);
	server.tell("run.queued", "b", { runId: 4 });
	await clock.advance(1000);
	expect(retries()).toEqual([]);
});

it("tells how busy the GPUs of running jobs are, and asks while there are some", async () => {
	const { clock, server } = begin({ isLocal: true });
	const use = { gpus: 1, latestPercent: 93 };
	const attempt = { phase: "running", gpuUse: use } as const;
	server.jobs = [jobOf("a", { gpus: 1 }), jobOf("b")];
	server.runs = [{ id: 1, attempts: [attempt, { phase: "ended", gpuUse: use }, { phase: "running" }] as never }];
	await using feed = startFeed(server, clock);
	const uses = () => feed.news().flatMap((action) => (action.type === "feed.gpuUses" ? [[...action.uses]] : []));
	await clock.advance(12_000);
	expect(uses()).toEqual([]);
	server.asked.length = 0;
	server.summaries = [summaryOf("a", "running"), summaryOf("b", "running")];
	server.tell("attempt.started", "a");
	server.tell("attempt.started", "b");
	await clock.advance(12_000);
	expect(uses()).toEqual([[["a", [use]]]]);
	expect(server.asked.filter((question) => question === "runs")).toHaveLength(2);
	server.summaries = [summaryOf("a"), summaryOf("b", "running")];
	server.tell("attempt.ended", "a");
	await clock.advance(10_000);
	expect(uses()).toEqual([[]]);
});

it("asks for the GPUs of nobody while it is paused", async () => {
	const { clock, server } = begin({ isLocal: true });
	server.jobs = [jobOf("a", { gpus: 1 }), jobOf("b")];
	server.summaries = [summaryOf("a", "running"), summaryOf("b")];
	await using feed = startFeed(server, clock);
	await clock.advance(4000);
	feed.pause(true);
	server.asked.length = 0;
	await clock.advance(60_000);
	expect(server.asked).toEqual([]);
});

it("asks as often as somebody wants by now", async () => {
	const { clock, server } = begin({ isLocal: false });
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.every(10_000);
	await clock.advance(0);
	server.asked.length = 0;
	feed.news();
	await clock.advance(9000);
	expect(server.asked).toEqual([]);
	await clock.advance(1000);
	expect(server.asked[0]).toBe("summaries");
	feed.every(0);
	await clock.advance(0);
	server.asked.length = 0;
	await clock.advance(100_000);
	expect(server.asked).toEqual([]);
});

it("tells that a run waits no more after what its job does instead", async () => {
	const { clock, server } = begin({ isLocal: true });
	server.runs = [{ id: 2, job: "a", phase: "waiting", retryAt: clock.now() + 60_000 }];
	await using feed = startFeed(server, clock);
	await clock.advance(0);
	feed.news();
	server.summaries = [summaryOf("a", "queued"), summaryOf("b")];
	server.tell("run.queued", "a", { runId: 2 });
	await clock.advance(1000);
	expect(feed.words()).toEqual(["some a", "feed.retries"]);
});
