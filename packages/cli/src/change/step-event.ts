import { type AppliedStep, type Change, changesOf, formatPath, type Step } from "@chronos-job/core";
import { specOf } from "@chronos-job/schemas";
import { isRestart } from "./is-restart.ts";

/** One thing that was done to a server, and has been found there afterwards. */
export interface StepEvent {
	readonly type: "step.applied";
	readonly kind:
		| "created"
		| "replaced"
		| "started-again"
		| "deleted"
		| "reparented"
		| "enabled"
		| "disabled"
		| "restored";
	readonly job: string;
	/** What became different, as `container.image`. */
	readonly fields: readonly string[];
	/** Whether it runs again because of it. */
	readonly startsAgain: boolean;
	/** What the server said although it did as it was told. */
	readonly answered?: string;
}

/** A step that was done, as the one that was planned puts it. */
export function stepEventOf(applied: AppliedStep, planned: Step | undefined): StepEvent {
	const { kind, name, startsAgain, answered } = applied;
	const isAgain = planned !== undefined && isRestart(planned);
	const changes = isAgain ? [] : changesIn(applied, planned);
	return {
		type: "step.applied",
		kind: kind === "updated" ? updateKind(isAgain) : kind,
		job: name,
		fields: changes.map(({ path }) => formatPath(path)),
		startsAgain,
		...(answered !== undefined && { answered }),
	};
}

/** Children of deleted jobs change without a plan of their own. */
function changesIn({ before, after }: AppliedStep, planned: Step | undefined): readonly Change[] {
	if (planned?.kind === "update") return planned.changes;
	return before === undefined || after === undefined ? [] : changesOf(before, specOf(after));
}

function updateKind(isAgain: boolean): StepEvent["kind"] {
	return isAgain ? "started-again" : "replaced";
}

/** The jobs that are as they should be. */
export interface UnchangedEvent {
	readonly type: "jobs.unchanged";
	readonly jobs: readonly string[];
}
