import type { Verb } from "../dashboard-options.ts";
import type { State } from "./state.ts";

/** The command of the program that words begin with; some have two words. */
export function findVerb(
	{ place }: Pick<State, "place">,
	[first = "", second = ""]: readonly string[],
): Verb | undefined {
	const named = (wanted: string) => place.verbs.find(({ name }) => name === wanted);
	return named(`${first} ${second}`) ?? named(first);
}
