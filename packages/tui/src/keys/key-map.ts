import { type Binding, bindings, type CommandName, type KeyPlace } from "./bindings.ts";
import type { Key } from "./key.ts";

/** What people have put elsewhere, like `{"job.kill": "K"}`; several keys stand apart by blanks. */
export type KeyOverrides = Readonly<Record<string, string>>;

/** The keys that mean something in a place, as people have them. */
export function bindingsIn(place: KeyPlace, overrides: KeyOverrides): readonly Binding[] {
	return bindings.filter(({ places }) => places.includes(place)).map((binding) => overridden(binding, overrides));
}

export function findCommand(place: KeyPlace, key: Key, overrides: KeyOverrides): CommandName | undefined {
	return bindingsIn(place, overrides).find(({ keys }) => keys.includes(key))?.command;
}

/** What is wrong with the keys that people have chosen, in words. */
export function keyProblems(overrides: KeyOverrides): readonly string[] {
	const known = new Set<string>(bindings.map(({ command }) => command));
	const unknown = Object.keys(overrides).filter((command) => !known.has(command));
	const taken = bindings.flatMap((binding) => conflictsOf(binding, overrides));
	return [...unknown.map((command) => `there is no command "${command}" to put on a key`), ...new Set(taken)];
}

function overridden(binding: Binding, overrides: KeyOverrides): Binding {
	const chosen = Object.hasOwn(overrides, binding.command) ? overrides[binding.command] : undefined;
	return chosen === undefined ? binding : { ...binding, keys: chosen.split(/\s+/).filter((key) => key !== "") };
}

function conflictsOf(binding: Binding, overrides: KeyOverrides): readonly string[] {
	if (!Object.hasOwn(overrides, binding.command)) return [];
	const { keys, command } = overridden(binding, overrides);
	return binding.places
		.flatMap((place) => bindingsIn(place, overrides))
		.filter((other) => other.command !== command && other.keys.some((key) => keys.includes(key)))
		.map((other) => `${shared(keys, other.keys)} would mean both ${command} and ${other.command}`);
}

function shared(keys: readonly Key[], others: readonly Key[]): string {
	return keys.filter((key) => others.includes(key)).join(" ");
}
