import { shellQuote } from "@chronos-job/core";
import { stripToLine } from "../text/strip-controls.ts";
import type { ActionOf } from "./action.ts";
import { openDialog, withoutDialogsOf } from "./dialog-queue.ts";
import { findVerb } from "./find-verb.ts";
import type { Effect } from "./effect.ts";
import { appendText, noLines } from "./log-lines.ts";
import { type Next, same, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { shortAnswer } from "./task-words.ts";
import type { State } from "./state.ts";
import type { Task } from "./task.ts";

/** How many commands of one wish go on at once (mesos/chronos is easily flooded). */
const lanes = 3;

/** How many ended commands are kept. */
const memory = 100;

/** Runs commands: one, or many for one wish. */
export function startTasks(state: State, commands: readonly (readonly string[])[]): Next {
	const batch = commands.length > 1 ? state.serial : undefined;
	const tasks = commands.map((words, index) => newTask(state, words, { id: state.serial + index, batch }));
	const started = {
		...state,
		serial: state.serial + commands.length,
		notice: undefined,
		tasks: [...trimmed(state.tasks), ...tasks],
	};
	return startWaiting(awaitQuestion(started, tasks), tasks.slice(0, lanes));
}

/** Commands that ask before they do anything. */
const asking: ReadonlySet<string> = new Set(["delete", "rename", "restore", "undo"]);

/** The keys are kept from the table before the question is there: who types on would answer it. */
function awaitQuestion(state: State, tasks: readonly Task[]): State {
	const [task, ...others] = tasks;
	const [verb = ""] = task?.words ?? [];
	if (task === undefined || others.length > 0 || !asking.has(verb) || task.words.includes("--yes")) return state;
	const question = `requesting… ${task.line}`;
	const dialog = { kind: "confirm", question, lines: [], words: [], effects: [], choices: [], task: task.id } as const;
	return openDialog(state, dialog);
}

export function onTaskText(state: State, { id, text }: ActionOf<"task.text">): Next {
	return same(withTask(state, id, (task) => appendText(task, text)));
}

/** What a command asks is a dialog, one after the other. */
export function onTaskAsks(state: State, { id, question }: ActionOf<"task.asks">): Next {
	const task = state.tasks.find((each) => each.id === id);
	if (task?.status === "stopped") return withEffects(state, { type: "answer", id, text: undefined });
	const lines = task?.lines ?? [];
	const { isDanger, context } = state.place;
	const said = isDanger ? [...lines, `${context} is marked as dangerous.`] : lines;
	const dialog = { kind: "question", task: id, question: stripToLine(question), said, text: "" } as const;
	return same(openDialog(withoutDialogsOf(state, id), dialog));
}

export function onTaskEnded(state: State, { id, exitCode, now }: ActionOf<"task.ended">): Next {
	const task = state.tasks.find((each) => each.id === id);
	if (task === undefined) return same(state);
	const ended = withTask({ ...withoutDialogsOf(state, id), now: Math.max(now, state.now) }, id, (each) => ({
		...each,
		exitCode,
		status: statusAfter(each, exitCode),
	}));
	const waiting = ended.tasks.filter(({ batch, status }) => status === "waiting" && batch === task.batch);
	const next = startWaiting(withoutMarksOf(withResult(ended, id), id), waiting.slice(0, 1));
	const asks: readonly Effect[] = task.writes ? [{ type: "refresh" }] : [];
	return { ...next, effects: [...next.effects, ...asks] };
}

/** What has been done is not marked for it any more; what failed still is, to be done again. */
function withoutMarksOf(state: State, id: number): State {
	const { marked } = state.table;
	const task = state.tasks.find((each) => each.id === id);
	if (task?.status !== "done" || !task.writes || !task.words.some((word) => marked.has(word))) return state;
	const words = new Set(task.words);
	return { ...state, table: { ...state.table, marked: new Set([...marked].filter((name) => !words.has(name))) } };
}

/** Gives up waiting for a command, and for those that would have come after it. */
export function stopTask(state: State, id: number): Next {
	const task = state.tasks.find((each) => each.id === id);
	if (task === undefined) return same(state);
	const isMeant = (each: Task) => each.id === id || (task.batch !== undefined && each.batch === task.batch);
	const stopped = state.tasks.filter((each) => isMeant(each) && isGoingOn(each));
	if (stopped.length === 0) return same(state);
	const tasks = state.tasks.map((each) => (stopped.includes(each) ? { ...each, status: "stopped" as const } : each));
	const running = stopped.filter(({ status }) => status === "requesting");
	return withEffects({ ...state, tasks }, ...running.map(({ id }) => ({ type: "stop", id }) as const));
}

export function isGoingOn({ status }: Task): boolean {
	return status === "requesting" || status === "waiting";
}

export function markDeclined(state: State, id: number): State {
	return withTask(state, id, (task) => ({ ...task, status: "stopped" }));
}

function newTask(state: State, words: readonly string[], named: Pick<Task, "id" | "batch">): Task {
	return {
		...noLines,
		...named,
		words,
		line: ["chronos-job", ...words.map(shellQuote)].join(" "),
		startedAt: state.now,
		status: "waiting",
		exitCode: undefined,
		writes: writesOf(state, words),
	};
}

/** What is not known may do anything. */
export function writesOf(state: Pick<State, "place">, words: readonly string[]): boolean {
	return findVerb(state, words)?.writes ?? true;
}

function startWaiting(state: State, tasks: readonly Task[]): Next {
	const ids = new Set(tasks.map(({ id }) => id));
	const started = state.tasks.map((task) => (ids.has(task.id) ? { ...task, status: "requesting" as const } : task));
	return withEffects(
		{ ...state, tasks: started },
		...tasks.map(({ id, words }) => ({ type: "run", id, words }) as const),
	);
}

function withTask(state: State, id: number, change: (task: Task) => Task): State {
	return { ...state, tasks: state.tasks.map((task) => (task.id === id ? change(task) : task)) };
}

function trimmed(tasks: readonly Task[]): readonly Task[] {
	const ended = tasks.filter((task) => !isGoingOn(task));
	const old = new Set(ended.slice(0, Math.max(0, ended.length - memory)));
	return tasks.filter((task) => !old.has(task));
}

function statusAfter(task: Task, exitCode: number): Task["status"] {
	if (task.status === "stopped") return "stopped";
	return exitCode === 0 ? "done" : "failed";
}

/** One line about the end of a command, or of all that were one wish. */
function withResult(state: State, id: number): State {
	const task = state.tasks.find((each) => each.id === id);
	if (task === undefined) return state;
	return task.batch === undefined ? withOneResult(state, task) : withBatchResult(state, task.batch);
}

function withOneResult(state: State, task: Task): State {
	// What was only asked for is on the screen already.
	if (!task.writes && task.status !== "failed") return state;
	const tones = { done: "good", failed: "bad", stopped: "plain", requesting: "plain", waiting: "plain" } as const;
	return withNotice(state, shortAnswer(task), tones[task.status]);
}

function withBatchResult(state: State, batch: number): State {
	const tasks = state.tasks.filter((task) => task.batch === batch);
	if (tasks.some(isGoingOn)) return state;
	const count = (wanted: Task["status"]) => tasks.filter(({ status }) => status === wanted).length;
	const [failed, stopped] = [count("failed"), count("stopped")];
	const parts = [`${count("done")} ok`, `${failed} failed`, ...(stopped > 0 ? [`${stopped} stopped`] : [])];
	const more = failed > 0 ? " (O shows more)" : "";
	return withNotice(state, `${parts.join(", ")}${more}`, failed > 0 ? "bad" : "good");
}
