import { isGlob } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { plural } from "../render/plural.ts";

export interface Selection {
	/** As typed. */
	readonly words: readonly string[];
	readonly names: readonly string[];
	readonly isAgreed: boolean;
}

/** Whether something may be done to jobs: a person is asked when a pattern, or a sweep, has found more than one. */
export async function agreeToJobs(
	{ confirm }: Pick<Session, "confirm">,
	verb: string,
	{ words, names, isAgreed }: Selection,
): Promise<boolean> {
	if (isAgreed || names.length <= 1 || !isPattern(words, names)) return true;
	return confirm(`${verb} ${plural(names.length, "job")}?`, "--yes");
}

/** Words that are no patterns stand for more than themselves as well: they may name sweeps. */
function isPattern(words: readonly string[], names: readonly string[]): boolean {
	return words.some(isGlob) || names.length > new Set(words).size;
}
