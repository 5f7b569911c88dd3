import { parseSchedule } from "@chronos-job/schemas";
import type { Path } from "../document/position.ts";
import { understand } from "./flaws.ts";
import type { ReadJob } from "./rule.ts";

/** What the document knows about the text of a job. */
export interface JobText {
	readonly isWhole: boolean;
	readonly textOf: (path: Path) => string;
	/** Whether a syntax error is inside a value, which then says nothing. */
	readonly isDoubtful: (path: Path) => boolean;
}

/** Prepares a value for the rules, so that none of them has to parse it again. */
export function readJob(value: object, { isWhole, textOf, isDoubtful }: JobText): ReadJob {
	const { draft, flaws } = understand(value);
	const followed = "parents" in value ? undefined : draft.schedule;
	return {
		value,
		draft,
		flaws: isWhole ? flaws : flaws.filter(({ problem, path }) => problem !== "type" || !isDoubtful(path)),
		schedule: followed === undefined ? undefined : parseSchedule(followed),
		isWhole,
		textOf,
	};
}
