import { parseSchedule } from "@chronos-job/schemas";
import { understand } from "./flaws.ts";
import type { ReadJob } from "./rule.ts";

/** Prepares a value for the rules, so that none of them has to parse it again. */
export function readJob(value: object): ReadJob {
	const { draft, flaws } = understand(value);
	const followed = "parents" in value ? undefined : draft.schedule;
	return { value, draft, flaws, schedule: followed === undefined ? undefined : parseSchedule(followed) };
}
