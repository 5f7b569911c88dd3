import { ChronosError } from "@chronos-job/core";
import { expect, it } from "vitest";
import type { Conversation, DashboardOptions, OpenedLog } from "../src/dashboard-options.ts";
import { outside } from "../src/effects/outside.ts";
import { panes } from "../src/effects/panes.ts";
import type { Rim } from "../src/effects/rim.ts";
import { tasks } from "../src/effects/tasks.ts";
import type { Action } from "../src/state/action.ts";
import { rest, testClock } from "./feed-scene.ts";

function openRim(parts: Partial<DashboardOptions> = {}) {
	const clock = testClock();
	const actions: Action[] = [];
	const written: string[] = [];
	const asked: string[] = [];
	const ends: unknown[] = [];
	const over = new AbortController();
	const rim: Rim = {
		options: {
			clock,
			program: { verbs: [], run: async () => 0, format: (words) => words.join(" ") },
			...parts,
		} as DashboardOptions,
		feed: {
			refresh: () => void asked.push("refresh"),
			pause: (isPaused) => void asked.push(`pause ${isPaused}`),
			every: (everyMs) => void asked.push(`every ${everyMs}`),
			deepen: (isWhole) => void asked.push(`depth ${isWhole}`),
		},
		dispatch: (action) => void actions.push(action),
		signal: over.signal,
		lend: (use) => use(),
		write: (sequence) => void written.push(sequence),
		useMouse: (isOn) => void asked.push(`mouse ${isOn}`),
		end: (end) => void ends.push(end),
		attend: (work) =>
			void work.catch((error: unknown) =>
				actions.push({ type: "notice", text: `bug ${String(error)}`, tone: "bad", now: 0 }),
			),
		columns: () => 80,
	};
	return { rim, clock, actions, written, asked, ends, over };
}

function programOf(run: (words: readonly string[], conversation: Conversation) => Promise<number>) {
	return { verbs: [], run, format: (words: readonly string[]) => `chronos-job ${words.join(" ")}` };
}

it("a command is logged, says what it says, and ends with its exit code", async () => {
	const { rim, actions } = openRim({
		program: programOf(async (_, { onText, onCall, width }) => {
			onText(`width ${width}\n`, "stdout");
			onCall("DELETE /v1/scheduler/job/a → 204");
			return 3;
		}),
	});
	tasks(rim).run({ type: "run", id: 7, words: ["delete", "a"] });
	await rest();
	expect(actions).toMatchObject([
		{ type: "call", call: { text: "$ chronos-job delete a", isCommand: true } },
		{ type: "task.text", id: 7, text: "width 80\n" },
		{ type: "call", call: { text: "DELETE /v1/scheduler/job/a → 204", isCommand: false } },
		{ type: "task.ended", id: 7, exitCode: 3 },
	]);
});

it.each([["y"], [undefined]])("a question is passed on, and %j is its answer", async (text) => {
	const answers: (string | undefined)[] = [];
	const { rim, actions } = openRim({
		program: programOf(async (_, conversation) => {
			answers.push(await conversation.ask("sure? [y/N] "));
			return 0;
		}),
	});
	const { run, answer } = tasks(rim);
	run({ type: "run", id: 1, words: ["kill"] });
	await rest();
	expect(actions.at(-1)).toEqual({ type: "task.asks", id: 1, question: "sure? [y/N] " });
	answer({ type: "answer", id: 1, text });
	await rest();
	expect(answers).toEqual([text]);
	expect(actions.at(-1)).toMatchObject({ type: "task.ended", id: 1 });
});

it("a command that is stopped is not left waiting for an answer", async () => {
	const { rim, actions } = openRim({
		program: programOf(async (_, conversation) => {
			await conversation.ask("sure?");
			return conversation.signal.aborted ? 130 : 0;
		}),
	});
	const { run, stop } = tasks(rim);
	run({ type: "run", id: 1, words: ["wait"] });
	await rest();
	stop({ type: "stop", id: 1 });
	await rest();
	expect(actions.at(-1)).toMatchObject({ type: "task.ended", exitCode: 130 });
});

it("a pane is filled with what a command prints, at the width of the pane", async () => {
	const { rim, clock, actions } = openRim({
		program: programOf(async (words, { width, onText }) => {
			onText(`${words.join(" ")} at ${width}\n`, "stdout");
			return 0;
		}),
	});
	const { fill } = panes(rim);
	fill({ type: "fill", key: "k", words: ["why", "a"], width: 40 });
	await clock.advance(100);
	expect(actions).toEqual([
		{ type: "pane.text", key: "k", isNew: true, title: "chronos-job why a", text: "why a at 40\n", isEnded: true },
	]);
});

it("a command that only complains is what went wrong", async () => {
	const { rim, clock, actions } = openRim({
		program: programOf(async (_, { onText }) => {
			onText("error  job.not-found\n", "stderr");
			return 1;
		}),
	});
	const { fill } = panes(rim);
	fill({ type: "fill", key: "k", words: ["why", "a"], width: 40 });
	await clock.advance(100);
	expect(actions).toEqual([{ type: "pane.failed", key: "k", message: "error  job.not-found" }]);
});

it("of panes that are passed by nothing is asked", async () => {
	const ran: string[] = [];
	const { rim, clock } = openRim({
		program: programOf(async (words) => {
			ran.push(words.join(" "));
			return 0;
		}),
	});
	const { fill, empty } = panes(rim);
	for (const job of ["a", "b", "c"]) {
		fill({ type: "fill", key: job, words: ["show", job], width: 40 });
		await clock.advance(30);
	}
	await clock.advance(100);
	fill({ type: "fill", key: "d", words: ["show", "d"], width: 40 });
	empty({ type: "empty" });
	await clock.advance(1000);
	expect(ran).toEqual(["show c"]);
});

const query = { job: "a", stream: "stdout", back: 0, tail: 10 } as const;

it("a log comes in pieces of a tenth of a second, and letters are never cut", async () => {
	const bytes = new TextEncoder().encode("eins ä zwei\n");
	const { rim, clock, actions } = openRim({ logs: { open: async () => ({ title: "run 1", body: pieces() }) } });
	async function* pieces(): OpenedLog["body"] {
		yield bytes.subarray(0, 6);
		yield bytes.subarray(6);
		await clock.sleep(1000);
		yield new TextEncoder().encode("drei");
	}
	panes(rim).follow({ type: "follow", key: "k", query });
	await clock.advance(300);
	const text = { type: "pane.text", key: "k", title: "run 1" };
	expect(actions).toEqual([
		{ ...text, isNew: true, text: "", isEnded: false },
		{ ...text, isNew: false, text: "eins ä zwei\n", isEnded: false },
	]);
	await clock.advance(2000);
	expect(actions.slice(2)).toContainEqual({ ...text, isNew: false, text: "drei", isEnded: true });
});

it.each([
	["nobody keeps one", async () => undefined, /nobody keeps/],
	[
		"it is gone",
		() => Promise.reject(new ChronosError("job.no-logs", "its files are gone", { hint: "Run it again." })),
		/its files are gone\nRun it again\./,
	],
])("of a log it is said that %s", async (_, open, message) => {
	const { rim, clock, actions } = openRim({ logs: { open } });
	panes(rim).follow({ type: "follow", key: "k", query });
	await clock.advance(1000);
	expect(actions).toMatchObject([{ type: "pane.failed", key: "k", message: expect.stringMatching(message) }]);
});

it("a log that is left is read no further", async () => {
	let read = 0;
	const { rim, clock, actions } = openRim({
		logs: { open: async (_, signal) => ({ title: "", body: endless(signal) }) },
	});
	async function* endless(signal: AbortSignal): OpenedLog["body"] {
		while (!signal.aborted) {
			read += 1;
			yield new Uint8Array();
			await clock.sleep(1000, signal);
		}
	}
	const { follow, empty } = panes(rim);
	follow({ type: "follow", key: "k", query });
	await clock.advance(5000);
	empty({ type: "empty" });
	await clock.advance(0);
	const before = { read, said: actions.length };
	await clock.advance(60_000);
	expect({ read, said: actions.length }).toEqual(before);
});

it("what is copied goes to the terminal, which may not take it, unless it is too long", () => {
	const { rim, actions, written } = openRim();
	const { copy } = outside(rim);
	copy({ type: "copy", text: "größe" });
	copy({ type: "copy", text: "x".repeat(90_000) });
	expect(written).toEqual(["\u001B]52;c;Z3LDtsOfZQ==\u0007"]);
	expect(actions.map((action) => action.type === "notice" && action.tone)).toEqual(["good", "bad"]);
});

it.each([
	["saved to /here/a.txt", async () => "/here/a.txt"],
	["no room", () => Promise.reject(new ChronosError("document.unwritable", "no room"))],
	["bug Error: oops", () => Promise.reject(new Error("oops"))],
])("%s", async (text, save) => {
	const { rim, actions } = openRim({ files: { save, remember: () => undefined } });
	outside(rim).save({ type: "save", name: "a.txt", text: "x" });
	await rest();
	expect(actions).toMatchObject([{ type: "notice", text }]);
});

it("the rest is done by others", () => {
	const { rim, asked, ends } = openRim();
	const { refresh, pause, depth, mouse, context, quit } = outside(rim);
	refresh({ type: "refresh" });
	pause({ type: "pause", isPaused: true });
	depth({ type: "depth", isWhole: false });
	mouse({ type: "mouse", isOn: true });
	context({ type: "context", name: "site" });
	quit({ type: "quit" });
	expect(asked).toEqual(["refresh", "pause true", "depth false", "mouse true"]);
	expect(ends).toEqual([{ kind: "context", name: "site" }, { kind: "quit" }]);
});
