import type { JobGraph } from "@chronos-job/core";

/** How a job did or does, in the one word that its colour stands for. */
export type Tone = "fresh" | "success" | "failure" | "queued" | "running" | "disabled" | "missing";

export interface GraphNode {
	readonly name: string;
	readonly tone: Tone;
	/** What a person reads beside the name; empty for a job of a file. */
	readonly note: string;
}

/** Jobs and who starts whom, ready to be drawn. */
export interface GraphView {
	/** Every job after its parents. */
	readonly nodes: readonly GraphNode[];
	readonly graph: JobGraph;
}

export interface GraphEdge {
	readonly from: string;
	readonly to: string;
}

export function edgesOf({ nodes, graph }: GraphView): readonly GraphEdge[] {
	return nodes.flatMap(({ name }) => graph.parentsOf(name).map((from) => ({ from, to: name })));
}

/** Fill and line of every tone where drawings have colours. */
export const tones: Readonly<Record<Tone, { readonly fill: string; readonly line: string }>> = {
	fresh: { fill: "#f3f4f6", line: "#6b7280" },
	success: { fill: "#dcfce7", line: "#15803d" },
	failure: { fill: "#fee2e2", line: "#b91c1c" },
	queued: { fill: "#fef9c3", line: "#a16207" },
	running: { fill: "#dbeafe", line: "#1d4ed8" },
	disabled: { fill: "#ffffff", line: "#9ca3af" },
	missing: { fill: "#ffffff", line: "#b91c1c" },
};

export function isDashed(tone: Tone): boolean {
	return tone === "disabled" || tone === "missing";
}
