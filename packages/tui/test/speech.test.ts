import type { JobFacts } from "@chronos-job/core";
import { expect, it } from "vitest";
import { openAttemptNotes, retrySentence } from "../src/speech/attempt-notes.ts";
import { sentencesOf } from "../src/speech/sentences-of.ts";
import type { Action } from "../src/state/action.ts";
import { initialState } from "../src/state/initial-state.ts";
import type { PlaceFacts } from "../src/state/state.ts";
import type { Settings } from "../src/state/settings.ts";
import { sampleSettings } from "../src/state/state.samples.ts";
import { step } from "../src/state/step.ts";
import { jobOf, summaryOf } from "./feed-scene.ts";

const noon = Date.UTC(2026, 10, 21, 12);
const place: PlaceFacts = {
	context: "local",
	server: "this machine",
	dialect: undefined,
	isReadOnly: false,
	isDanger: false,
	contexts: [
		{ name: "local", server: "this machine", marks: [] },
		{ name: "site", server: "http://chronos.example.org", marks: ["danger"] },
	],
	verbs: [],
	user: "me",
	zone: "UTC",
	skewMs: undefined,
};
const settings: Settings = {
	...sampleSettings,
	colors: "none",
	isAscii: true,
	isScreenReader: true,
	isAnimated: false,
	views: [],
};

function factsOf(
	name: string,
	state = "idle",
	counts: { readonly successes?: number; readonly errors?: number } = {},
): JobFacts {
	const { successes = 0, errors = 0 } = counts;
	const job = jobOf(name, { successCount: successes, errorCount: errors });
	const status = successes > 0 ? "success" : "fresh";
	return { name, job, summary: summaryOf(name, state, errors > 0 ? "failure" : status) };
}

/** Somebody who listens. */
function openEar(names: readonly string[] = ["a", "b", "c"]) {
	let state = initialState(place, settings, { size: { columns: 80, rows: 24 }, now: noon });
	const notes = openAttemptNotes();
	function hear(...actions: readonly Action[]): readonly string[] {
		return actions.flatMap((action) => {
			const before = state;
			({ state } = step(before, action));
			return sentencesOf(before, state, notes);
		});
	}
	const some = (facts: readonly JobFacts[], gone: readonly string[] = [], at = noon) =>
		hear({ type: "tick", now: at }, { type: "feed.some", facts, gone, at });
	const press = (...keys: readonly string[]) => hear(...keys.map((key) => ({ type: "key", key }) as const));
	hear({ type: "start", now: noon });
	const first = hear({ type: "feed.all", facts: names.map((name) => factsOf(name)), isWhole: true, at: noon });
	const pane = (): string => {
		const level = state.levels.at(-1);
		return level?.kind === "job" ? level.key : "";
	};
	return { first, hear, some, press, notes, pane };
}

it("the first answer is how many there are", () => {
	expect(openEar().first).toEqual(["3 jobs: 0 running, 0 queued, 0 failed."]);
});

it("a run is told from its beginning to its end", () => {
	const { some } = openEar();
	expect(some([factsOf("a", "queued")])).toEqual(["a waits for its turn."]);
	expect(some([factsOf("a", "1 running")])).toEqual(["a runs."]);
	expect(some([factsOf("a", "idle", { successes: 1 })], [], noon + 180_000)).toEqual(["a succeeded, after 3 min."]);
});

it("a failure is told with its exit code where the server tells it", () => {
	const { some, notes } = openEar();
	const event = { id: 1, fields: { job: "a" } };
	notes.hear({ ...event, type: "attempt.started", at: noon });
	notes.hear({ ...event, type: "attempt.ended", at: noon + 5000, fields: { job: "a", end: { exitCode: 1 } } });
	expect(some([factsOf("a", "idle", { errors: 1 })])).toEqual(["a failed, exit 1, after 5 s."]);
	notes.hear({ ...event, type: "attempt.ended", at: noon, fields: { job: "a", end: { signal: "SIGKILL" } } });
	expect(some([factsOf("a", "idle", { errors: 2 })])).toEqual(["a failed, SIGKILL."]);
});

it("an attempt that failed and is repeated is told with the time of the next one", () => {
	const { notes } = openEar();
	const event = { id: 1, type: "retry.planned", at: noon };
	notes.hear({ ...event, type: "attempt.started", fields: { job: "a" } });
	notes.hear({ ...event, type: "attempt.ended", at: noon + 2000, fields: { job: "a", end: { exitCode: 3 } } });
	const fields = { job: "a", retryAt: new Date(noon + 60_000).toISOString() };
	expect(retrySentence({ ...event, fields }, notes)).toEqual([
		"a failed, exit 3, after 2 s; it is tried again in 1 min.",
	]);
	expect(retrySentence({ ...event, type: "run.queued", fields }, notes)).toEqual([]);
});

it("that a run waits for its retry is not told once more, nor that nothing has run yet", () => {
	const { some, hear } = openEar();
	some([factsOf("a", "1 running")]);
	const retries = (names: readonly string[]) =>
		hear({ type: "feed.retries", retries: new Map(names.map((name) => [name, noon + 60_000])) });
	const said = [retries(["a"]), some([factsOf("a")]), retries(["a"]), some([factsOf("a", "queued")]), retries([])];
	expect(said).toEqual([[], [], [], ["a waits for its turn."], []]);
});

it("a key that means nothing says so", () => {
	const { press } = openEar();
	expect(press("?", "x").at(-1)).toBe("x means nothing here; a question mark tells the keys");
});

it("what is new and what is gone is told", () => {
	const { some } = openEar();
	expect(some([factsOf("d", "queued")], ["b"])).toEqual(["d is new: waits for its turn.", "b is gone."]);
});

it("of many changes at once only the number is told", () => {
	const names = Array.from({ length: 20 }, (_, index) => `job-${index}`);
	const { some } = openEar(names);
	expect(some(names.map((name) => factsOf(name, "1 running")))).toEqual([
		"20 jobs changed; 20 jobs: 20 running, 0 queued, 0 failed.",
	]);
});

it("nothing is said where nothing changed", () => {
	const { some, hear } = openEar();
	expect(some([])).toEqual([]);
	expect(hear({ type: "tick", now: noon + 1000 }, { type: "feed.state", feed: { kind: "live" }, now: noon })).toEqual(
		[],
	);
});

it("that the server is away is said once, and that it is back", () => {
	const { hear } = openEar();
	const offline = { kind: "offline", message: "nobody answers", hint: "Start it.", retryAt: noon } as const;
	const away = { type: "feed.state", feed: offline, now: noon } as const;
	expect(hear(away, { ...away, feed: { ...offline, retryAt: noon + 5 } })).toEqual([
		"No news from the server: nobody answers.",
		"Start it.",
	]);
	expect(hear({ type: "feed.state", feed: { kind: "live" }, now: noon })).toEqual(["The server answers again."]);
});

it("the row that is gone to is read, with its place", () => {
	const { press } = openEar();
	expect(press("j")).toEqual([expect.stringMatching(/^b has not run yet.* 2 of 3\.$/)]);
	expect(press("space")[0]).toBe("b marked, 1 in all.");
});

it("what is typed is read, with what it finds", () => {
	const { press } = openEar();
	expect(press("/", "b")).toContain("filter: b, 1 of 3");
	expect(press("enter").at(-1)).toBe("Filter b, 1 of 3.");
});

it("the keys are read with what they do", () => {
	const { press } = openEar();
	const said = press("?");
	expect(said[0]).toBe("Keys.");
	expect(said).toContainEqual(expect.stringMatching(/^q: .*\.$/));
});

it("contexts are read one by one", () => {
	const { press } = openEar();
	expect(press("@")).toEqual(["Contexts.", "local, this machine: 1 of 2."]);
	expect(press("j")).toEqual(["site, http://chronos.example.org, danger: 2 of 2."]);
	expect(press("escape")).toContain("Jobs. 3 jobs: 0 running, 0 queued, 0 failed.");
});

it("a text is read as it comes, line by line", () => {
	const { press, hear, pane } = openEar();
	expect(press("l")).toContain("log of a.");
	const key = pane();
	const text = (text: string, isEnded = false) =>
		hear({ type: "pane.text", key, isNew: false, title: "t", text, isEnded });
	hear({ type: "pane.text", key, isNew: true, title: "t", text: "", isEnded: false });
	const said = [text("one\ntw"), text("o\nthree"), text("", true)];
	expect(said).toEqual([["one"], ["two"], ["three", "End."]]);
});

it("questions and results of commands are read", () => {
	const { press, hear } = openEar();
	const asked = press("ctrl-k");
	expect(asked.at(-1)).toMatch(/\[y\/N\]/);
	const begun = press("y");
	expect(begun[0]).toMatch(/^Requesting: chronos-job kill a/);
	const done = hear(
		{ type: "task.text", id: 1, text: "killed a\n" },
		{ type: "task.ended", id: 1, exitCode: 0, now: noon },
	);
	expect(done).toEqual(["killed a", "chronos-job kill a: done."]);
});
