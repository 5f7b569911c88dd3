import { childrenOf, dependantsOf } from "./dependants.ts";
import { openDialog } from "./dialog-queue.ts";
import { type Next, same } from "./next.ts";
import { named } from "./pane-fill.ts";
import type { DialogChoice } from "./dialog.ts";
import type { State } from "./state.ts";
import { actOn, refusalOf } from "./verb-steps.ts";

/** Deletes jobs; what becomes of children that would stay is asked first, as the command would only refuse. */
export function deleteJobs(state: State, names: readonly string[]): Next {
	const children = childrenOf(state.data.jobs, names);
	if (children.length === 0 || refusalOf(state, ["delete"]) !== undefined) return actOn(state, "delete", names);
	const question = `Delete ${listed(names)}? ${starts(children)} after ${names.length === 1 ? "it" : "them"}.`;
	const all = [...names, ...dependantsOf(state.data.jobs, names)];
	const choices: readonly DialogChoice[] = [
		{ key: "p", hint: "parent away", words: [["delete", "--children", "reparent", ...named(...names)]] },
		{ key: "a", hint: "all", words: [["delete", ...named(...all)]] },
	];
	const lines = [
		`p  take ${names.length === 1 ? "the parent" : "the parents"} from ${listed(children)}, and delete`,
		`a  delete all ${all.length}, with everything that starts after them`,
		"Escape leaves everything as it is; the command asks once more.",
	];
	return same(openDialog(state, { kind: "confirm", question, lines, words: [], effects: [], choices }));
}

function starts(children: readonly string[]): string {
	return `${listed(children)} ${children.length === 1 ? "starts" : "start"}`;
}

function listed(names: readonly string[]): string {
	return names.length <= 3 ? names.join(", ") : `${names.length} jobs`;
}
