import type { Session } from "../command/session.ts";
import { isGlob } from "../selection/glob.ts";
import { plural } from "../render/plural.ts";

export interface Selection {
	/** As typed. */
	readonly words: readonly string[];
	readonly names: readonly string[];
	readonly isAgreed: boolean;
}

/** Whether something may be done to jobs: a person is asked when a pattern has found more than one. */
export async function agreeToJobs(
	{ confirm }: Pick<Session, "confirm">,
	verb: string,
	{ words, names, isAgreed }: Selection,
): Promise<boolean> {
	if (isAgreed || names.length <= 1 || !words.some(isGlob)) return true;
	return confirm(`${verb} ${plural(names.length, "job")}?`, "--yes");
}
