import { jobFieldNames } from "@chronos-job/core";
import { findVerb } from "./find-verb.ts";
import { ownCommands } from "./own-commands.ts";
import type { CommandInput, FilterInput } from "./input.ts";
import type { State } from "./state.ts";

/** With the word before the cursor completed as far as there is no doubt; the rest is offered. */
export function completeWord<Typed extends FilterInput | CommandInput>(state: State, input: Typed): Typed {
	const before = input.text.slice(0, input.cursor);
	const [word = ""] = /[^\s,!]*$/.exec(before) ?? [];
	const place = input.kind === "filter" ? filterChoices(state, word) : commandChoices(state, before, word);
	const fitting = place.filter((choice) => choice.startsWith(word) && choice !== word);
	const choices = fitting.slice(0, mostChoices);
	const whole = fitting.length === 1 ? `${fitting[0]}${input.kind === "filter" ? "" : " "}` : sharedStart(fitting);
	if (whole.length <= word.length) return { ...input, choices };
	const text = before.slice(0, before.length - word.length) + whole + input.text.slice(input.cursor);
	return {
		...input,
		text,
		cursor: input.cursor - word.length + whole.length,
		choices: fitting.length === 1 ? [] : choices,
	};
}

/** Nobody reads more of them. */
const mostChoices = 50;

function sharedStart(words: readonly string[]): string {
	const [first = "", ...others] = words;
	return others.reduce((start, word) => {
		let length = 0;
		while (length < start.length && start[length] === word[length]) length += 1;
		return start.slice(0, length);
	}, first);
}

function filterChoices({ place }: State, word: string): readonly string[] {
	if (word.startsWith("state:")) return stateWords.map((state) => `state:${state}`);
	if (word.startsWith("owner:")) return ["owner:me", `owner:${place.user}`];
	return [...jobFieldNames, "age"].map((field) => (field === "age" ? "age<" : `${field}:`));
}

const stateWords = ["running", "queued", "retry", "failed", "ok", "fresh", "disabled"] as const;

function commandChoices(state: State, before: string, word: string): readonly string[] {
	const words = before
		.slice(0, before.length - word.length)
		.trim()
		.split(/\s+/);
	const [first = "", ...rest] = words;
	const { verbs } = state.place;
	if (first === "") return [...ownCommands.keys(), ...verbs.map(({ name }) => name.split(" ")[0] ?? "")].filter(isNew);
	const own = ownCommands.get(first);
	if (own !== undefined) return own.choices?.(state) ?? [];
	const seconds = verbs.flatMap(({ name }) => (name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : []));
	if (rest.length === 0 && seconds.length > 0) return seconds;
	return findVerb(state, words)?.takesJobs === true ? [...state.data.jobs.keys()] : [];
}

function isNew(word: string, index: number, words: readonly string[]): boolean {
	return words.indexOf(word) === index;
}
