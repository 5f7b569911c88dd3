import type { JsonNodes } from "./json-nodes.ts";
import type { Mistake, Mistakes } from "./mistakes.ts";
import type { Root } from "./read-rest.ts";
import { notAJob } from "./text-mistakes.ts";

/** The jobs of a text; the first three lists run in parallel. */
export interface JobsText {
	readonly values: readonly unknown[];
	readonly jobNodes: readonly number[];
	/** Where each job stands in the list that the text holds; undefined when it holds one job alone. */
	readonly indexes: readonly number[] | undefined;
	readonly nodes: JsonNodes;
	readonly mistakes: readonly Mistake[];
}

/** Picks the jobs out of the outermost values of a text, and reports what is none. */
export function jobsIn(
	roots: readonly Root[],
	nodes: JsonNodes,
	mistakes: Mistakes,
): Pick<JobsText, "values" | "jobNodes" | "indexes"> {
	const only = roots.length === 1 ? roots[0] : undefined;
	const list: readonly unknown[] | undefined = Array.isArray(only?.value) ? only.value : undefined;
	const candidates = only !== undefined && list !== undefined ? elementsOf(only, list, nodes) : roots;
	if (!mistakes.has(({ code }) => code === "syntax.too-deep")) reportStrangers(candidates, nodes, mistakes);
	const jobs = candidates.map((root, index) => ({ ...root, index })).filter(({ value }) => isObject(value));
	return {
		values: jobs.map(({ value }) => value),
		jobNodes: jobs.map(({ node }) => node),
		indexes: list === undefined && roots.length < 2 ? undefined : jobs.map(({ index }) => index),
	};
}

function reportStrangers(candidates: readonly Root[], nodes: JsonNodes, mistakes: Mistakes): void {
	for (const { node, value } of candidates) {
		if (!isObject(value)) mistakes.report(notAJob({ start: nodes.start(node), end: nodes.end(node) }, value));
	}
}

function elementsOf({ node }: Root, list: readonly unknown[], nodes: JsonNodes): readonly Root[] {
	return Array.from(nodes.children(node), (child, index) => ({ node: child, value: list[index] }));
}

function isObject(value: unknown): boolean {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
