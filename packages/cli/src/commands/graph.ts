import { buildGraph, type GraphJob, type JobGraph } from "@chronos-job/core";
import { type JobSummary, parseActivity } from "@chronos-job/schemas";
import { choice, files, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { drawGraph } from "../render/graph/draw-graph.ts";
import { edgesOf, type GraphNode, type GraphView, type Tone } from "../render/graph/graph-view.ts";
import { missingJob } from "../selection/select-jobs.ts";

const graphFormats = ["ascii", "dot", "mermaid", "svg"] as const;

export interface GraphResult extends GraphView {
	readonly format: (typeof graphFormats)[number];
}

export const graph = defineCommand({
	name: "graph [files..]",
	theme: "look",
	about: "Draw which jobs start which: of the server, or of job files",
	examples: [
		{ line: "chronos-job graph", about: "The jobs of the server, coloured by how they did" },
		{ line: "chronos-job graph pipeline --format mermaid", about: "Of files, for a page of documentation" },
		{ line: "chronos-job graph pipeline --format svg", about: "A drawing on its own" },
	],
	args: {
		files: files("Job files, folders of them, or - for standard input; the server without any"),
		format: choice("What to draw it with", { alias: "f", choices: graphFormats, byDefault: "ascii" }),
		around: text("Only this job with all that start it and all that it starts"),
		...targetArgs,
	},

	async run({ files: paths, format, around, ...args }, session): Promise<GraphResult> {
		if (paths.length > 0) return { format, ...viewOf(await session.readJobs(paths), around, ofFile) };
		await using client = await session.connectToRead(args);
		const summaries = await client.jobs.summaries({ signal: session.host.signal });
		return { format, ...viewOf(summaries, around, ofServer) };
	},

	isPaged: () => true,

	views: {
		result: drawGraph,
		json: (result) => ({
			nodes: result.nodes.map(({ name, tone: status }) => ({ name, status })),
			edges: edgesOf(result),
		}),
	},
});

function viewOf<Item extends GraphJob & { readonly name: string }>(
	items: readonly Item[],
	around: string | undefined,
	nodeOf: (item: Item) => GraphNode,
): GraphView {
	const known = new Map(items.map((item) => [item.name, item]));
	const missing = buildGraph(items).missingParents.map(({ parent }) => ({ name: parent }));
	const graph = buildGraph([...missing, ...items]);
	if (around !== undefined && !known.has(around)) throw missingJob(around, known.keys());
	const wanted = around === undefined ? undefined : familyOf(around, graph);
	const nodes = graph.order
		.filter((name) => wanted?.has(name) ?? true)
		.map((name): GraphNode => {
			const item = known.get(name);
			return item === undefined ? { name, tone: "missing", note: "does not exist" } : nodeOf(item);
		});
	return {
		nodes,
		graph: wanted === undefined ? graph : buildGraph(nodes.map(({ name }) => within(name, graph, wanted))),
	};
}

function within(name: string, graph: JobGraph, wanted: ReadonlySet<string>): GraphJob {
	return { name, parents: graph.parentsOf(name).filter((parent) => wanted.has(parent)) };
}

/** A job with its ancestors and its descendants. */
function familyOf(name: string, graph: JobGraph): ReadonlySet<string> {
	return new Set([...reach(name, (each) => graph.parentsOf(each)), ...reach(name, (each) => graph.childrenOf(each))]);
}

function reach(name: string, next: (name: string) => readonly string[]): ReadonlySet<string> {
	const found = new Set([name]);
	// A set goes on with what is added while it is gone through.
	for (const each of found) for (const neighbour of next(each)) found.add(neighbour);
	return found;
}

function ofFile({
	name,
	disabled = false,
}: {
	readonly name: string;
	readonly disabled?: boolean | undefined;
}): GraphNode {
	return disabled ? { name, tone: "disabled", note: "disabled" } : { name, tone: "fresh", note: "" };
}

function ofServer({ name, state, status, disabled }: JobSummary): GraphNode {
	const phase = parseActivity(state)?.phase ?? "idle";
	if (phase !== "idle") return { name, tone: phase, note: state };
	const tone: Tone = disabled && status !== "failure" ? "disabled" : status;
	return { name, tone, note: disabled ? `${status}, disabled` : status };
}
