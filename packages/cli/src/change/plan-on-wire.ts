import { type Change, formatPath, logDirOf, type Plan, type Step, withoutLogDir } from "@chronos-job/core";

/** A plan as machine outputs print it. */
export function planOnWire({ steps, unchanged }: Plan): object {
	return { steps: steps.map(stepOnWire), unchanged };
}

function stepOnWire(step: Step): object {
	const { kind, name: job } = step;
	if (kind === "create") return { kind, job, spec: withoutLogDir(step.spec), logDir: logDirOf(step.spec) };
	if (kind === "delete") return { kind, job };
	return { kind, job, startsAgain: step.startsAgain, changes: step.changes.map(changeOnWire) };
}

/** What is absent on one side is absent here, too. */
function changeOnWire({ path, before, after }: Change): object {
	return { field: formatPath(path), before, after };
}
