import { buildGraph } from "../graph/job-graph.ts";
import { ChronosError, ResponseError } from "../errors.ts";
import { isDueNow } from "./is-due-now.ts";
import type { WriteStep } from "./write-jobs.ts";

/** Parents that could run, and even end, before the server has their children, which would wait for ever then. */
export function parentsToHold(steps: readonly WriteStep[], now: number): ReadonlySet<string> {
	const parents = new Set(steps.flatMap(({ spec }) => spec.parents ?? []));
	const early = steps.filter((step) => parents.has(step.name) && begins(step) && isDueNow(step.spec, now));
	return new Set(early.map(({ name }) => name));
}

/** Whether all that a job starts, and what that starts in turn, is there. */
export function familiesWith(steps: readonly WriteStep[], written: ReadonlySet<string>): (name: string) => boolean {
	const graph = buildGraph(steps.map(({ spec }) => spec));
	const broken = new Set<string>();
	for (const name of graph.order.toReversed()) {
		if (written.has(name) && !broken.has(name)) continue;
		for (const parent of graph.parentsOf(name)) broken.add(parent);
	}
	return (name) => !broken.has(name);
}

/** A failure, with what it has left behind and how to go on. */
export function explainHeld(error: unknown, names: readonly string[]): unknown {
	if (names.length === 0 || !(error instanceof Error)) return error;
	const [them, are] = names.length === 1 ? ["it", "is"] : ["them", "are"];
	const message = `${error.message}; ${names.join(", ")} ${are} left disabled`;
	if (!(error instanceof ChronosError)) return new Error(message, { cause: error });
	const next = `Submit the same files again when that is mended: it enables ${them}, with all children there.`;
	const hint = error.hint === undefined ? next : `${error.hint} ${next}`;
	if (!(error instanceof ResponseError)) return new ChronosError(error.code, message, { hint, cause: error });
	const { code, status, body } = error;
	return new ResponseError(code, message, { status, body, hint, cause: error });
}

function begins(step: WriteStep): boolean {
	return step.kind === "create" || step.startsAgain;
}
