import { formatAge } from "../text/age.ts";
import type { State } from "./state.ts";

/** What this dashboard knows of a command that changes jobs. */
export interface Verb {
	/** Whether the command takes one job, so that many are many commands. */
	readonly takesOne?: boolean;
	/** Whether it makes no sense for many at all. */
	readonly isSingle?: boolean;
	/** Whether the command asks by itself, and is told that it was agreed with `--yes`. */
	readonly asks?: boolean;
	/** What has to be said yes to before it begins; the command itself would not ask. */
	readonly question?: (state: State, names: readonly string[]) => string;
}

export const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
	["delete", { asks: true }],
	["edit", { isSingle: true, takesOne: true }],
	["rename", { isSingle: true }],
	["clone", { isSingle: true }],
	["run", { takesOne: true, question: runQuestion }],
	["kill", { question: killQuestion }],
	["disable", { question: disableQuestion }],
	["enable", { question: enableQuestion }],
]);

function runQuestion(state: State, names: readonly string[]): string {
	const running = runningOf(state, names);
	const besides = running === 0 ? "" : ` ${count(running, "run")} of it ${isOrAre(running)} going on already.`;
	return `Run ${subject(names)} now?${besides} [y/N]`;
}

function killQuestion(state: State, names: readonly string[]): string {
	const running = runningOf(state, names);
	const what = running === 0 ? "Nothing seems to run." : `${count(running, "run")} will end, and not count as failed.`;
	return `Kill what runs of ${subject(names)}? ${what} [y/N]`;
}

function disableQuestion(state: State, names: readonly string[]): string {
	const next = nextOf(state, names);
	const when =
		next === undefined ? "" : ` The next start, in ${formatAge(Math.max(0, next - state.now))}, will not be.`;
	return `Disable ${subject(names)}?${when} [y/N]`;
}

function enableQuestion(_state: State, names: readonly string[]): string {
	return `Enable ${subject(names)}? What is due by then starts at once. [y/N]`;
}

function subject(names: readonly string[]): string {
	return names.length === 1 ? (names[0] ?? "") : `${names.length} jobs`;
}

function runningOf({ data }: State, names: readonly string[]): number {
	return names.reduce((sum, name) => sum + (data.jobs.get(name)?.running ?? 0), 0);
}

function nextOf({ data }: State, names: readonly string[]): number | undefined {
	const times = names.flatMap((name) => data.jobs.get(name)?.nextAt ?? []);
	return times.length === 0 ? undefined : Math.min(...times);
}

function count(amount: number, word: string): string {
	return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}

function isOrAre(amount: number): string {
	return amount === 1 ? "is" : "are";
}
