import type { Attempt } from "../engine/state.ts";

/** Why nothing of an attempt has ever run; undefined when something has, or may. */
export function findLaunchFailure({ end }: Pick<Attempt, "end">): string | undefined {
	const [, detail] = /^launch-failed(?:: )?([^]*)/.exec(end?.reason ?? "") ?? [];
	return detail === "" ? "nobody knows why" : detail;
}
