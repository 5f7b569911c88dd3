import { buildGraph } from "../../graph/job-graph.ts";
import type { ReadJob, Remark, Rule } from "../rule.ts";

export const parentsCycle: Rule = {
	code: "parents.cycle",
	severity: "error",
	about: "Jobs wait for each other in a circle, which stops the server.",
	*check(jobs) {
		const children = jobs.filter(({ draft }) => draft.parents !== undefined);
		if (children.length < 2) return;
		const indexes = new Map(jobs.map(({ draft }, index) => [draft.name, index]));
		for (const cycle of buildGraph(children.map(graphJobOf)).cycles()) {
			const [job, ...others] = cycle.flatMap((name) => indexes.get(name) ?? []);
			if (job !== undefined) yield { job, others, ...remarkOn(cycle, jobs[job]) };
		}
	},
};

/** Without the job itself as a parent, about which another rule speaks. */
function graphJobOf({ draft: { name, parents = [] } }: ReadJob): {
	readonly name?: string;
	readonly parents: readonly string[];
} {
	const others = parents.flatMap((parent) => (parent === undefined || parent === name ? [] : [parent]));
	return name === undefined ? { parents: others } : { name, parents: others };
}

function remarkOn(cycle: readonly string[], first: ReadJob | undefined): Remark {
	const index = first?.draft.parents?.indexOf(cycle.at(-1)) ?? -1;
	return {
		path: index < 0 ? ["parents"] : ["parents", index],
		message: `these jobs wait for each other: ${format([...cycle, ...cycle.slice(0, 1)])}`,
		hint: "Remove one of these parents: the server stops for good on such a circle.",
	};
}

function format(names: readonly string[]): string {
	const shown = names.length > 9 ? [...names.slice(0, 4), `… ${names.length - 8} more …`, ...names.slice(-4)] : names;
	return shown.join(" → ");
}
