import { showControls } from "@chronos-job/core";
import type { Screen } from "../../host.ts";
import { paint } from "../paint.ts";
import type { GraphNode, GraphView, Tone } from "./graph-view.ts";

interface Visit {
	readonly name: string;
	/** Before the line of the job, and before those below it. */
	readonly lead: string;
	readonly below: string;
	/** Another parent, below which the job is shown with all that it starts. */
	readonly elsewhere?: string | undefined;
}

/** A tree; a job with several parents stands below the last one and is only named below the others. */
export function asciiGraph(view: GraphView, screen: Screen): string {
	const { nodes, graph } = view;
	const byName = new Map(nodes.map((node) => [node.name, node]));
	const homes = homesOf(view);
	const shown = new Set<string>();
	const lines: string[] = [];
	const roots = nodes.filter(({ name }) => graph.parentsOf(name).length === 0);
	// What stands in a cycle has no root above it.
	for (const { name } of [...roots, ...nodes]) {
		if (shown.has(name)) continue;
		const visits: Visit[] = [{ name, lead: "", below: "" }];
		for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
			const isAgain = shown.has(visit.name);
			lines.push(visit.lead + labelOf(byName.get(visit.name), { ...visit, isAgain, screen }));
			if (isAgain || visit.elsewhere !== undefined) continue;
			shown.add(visit.name);
			visits.push(...below(visit, graph.childrenOf(visit.name), homes).toReversed());
		}
	}
	return lines.map((line) => `${line}\n`).join("");
}

/** Of every job the parent that comes last in the order. */
function homesOf({ nodes, graph }: GraphView): ReadonlyMap<string, string> {
	return new Map(nodes.flatMap(({ name }) => graph.childrenOf(name).map((child) => [child, name] as const)));
}

function below(
	{ name: parent, below: lead }: Visit,
	children: readonly string[],
	homes: ReadonlyMap<string, string>,
): readonly Visit[] {
	const short = lead.length > widestLead ? `…${lead.slice(1 - widestLead)}` : lead;
	return children.map((name, index) => {
		const isLast = index === children.length - 1;
		const home = homes.get(name);
		return {
			name,
			lead: `${short}${isLast ? "└─ " : "├─ "}`,
			below: `${short}${isLast ? "   " : "│  "}`,
			elsewhere: home === parent ? undefined : home,
		};
	});
}

/** Deeper trees are not drawn wider. */
const widestLead = 60;

interface Label extends Visit {
	readonly isAgain: boolean;
	readonly screen: Screen;
}

function labelOf(node: GraphNode | undefined, { name, isAgain, elsewhere, screen }: Label): string {
	const { dim } = paint(screen);
	const text = showControls(name);
	if (isAgain) return dim(`${text} (see above)`);
	if (elsewhere !== undefined) return dim(`${text} (see ${showControls(elsewhere)})`);
	return node === undefined || node.note === "" ? text : `${text}  ${toned(node.tone, screen)(node.note)}`;
}

/** The colour in which a terminal shows how a job is. */
function toned(tone: Tone, screen: Pick<Screen, "color">): (text: string) => string {
	return paint(screen)[colours[tone]];
}

const colours = {
	fresh: "dim",
	success: "green",
	failure: "red",
	queued: "yellow",
	running: "cyan",
	disabled: "dim",
	missing: "red",
} as const;
