import type { Binding } from "../keys/bindings.ts";
import { bindingsIn } from "../keys/key-map.ts";
import { placeOf } from "./place.ts";
import type { State } from "./state.ts";

export type HelpRow =
	| { readonly kind: "heading"; readonly text: string }
	| { readonly kind: "key"; readonly binding: Binding };

/** The keys of what is below the help, then those that work everywhere; narrowed to those with a word in them. */
export function helpRows(state: State, filter: string): readonly HelpRow[] {
	const place = placeOf({ ...state, levels: state.levels.slice(0, -1) });
	const isReadOnly = state.place.isReadOnly || state.settings.isReadOnly;
	const wanted = filter.toLowerCase();
	const shown = bindingsIn(place, state.settings.keys)
		.filter(({ writes }) => !(isReadOnly && writes === true))
		.filter(({ command }) => isOfUse(command, state.settings.views.length))
		.filter((binding) => textOf(binding).includes(wanted));
	const own = shown.filter((binding) => !isGlobal(binding));
	return [...section(`here: ${place}`, own), ...section("everywhere", shown.filter(isGlobal))];
}

/** Saved views have numbers, and keys for nine of them. */
function isOfUse(command: string, views: number): boolean {
	const number = /^view\.(\d)$/.exec(command)?.[1];
	return number === undefined || Number(number) <= views;
}

function section(text: string, rows: readonly Binding[]): readonly HelpRow[] {
	if (rows.length === 0) return [];
	return [{ kind: "heading", text }, ...rows.map((binding) => ({ kind: "key", binding }) as const)];
}

function isGlobal({ places }: Binding): boolean {
	return places.includes("jobs") && places.includes("contexts");
}

function textOf({ keys, about, cli = "" }: Binding): string {
	return `${keys.join(" ")} ${about} ${cli}`.toLowerCase();
}
