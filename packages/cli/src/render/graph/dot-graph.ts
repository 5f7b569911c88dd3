import { edgesOf, type GraphView, isDashed, tones } from "./graph-view.ts";

/** For Graphviz: `dot -Tsvg`. */
export function dotGraph(view: GraphView): string {
	const nodes = view.nodes.map(({ name, tone }) => {
		const { fill, line } = tones[tone];
		const style = isDashed(tone) ? "rounded,filled,dashed" : "rounded,filled";
		return `\t${quoted(name)} [style=${quoted(style)}, fillcolor=${quoted(fill)}, color=${quoted(line)}, tooltip=${quoted(tone)}];\n`;
	});
	const edges = edgesOf(view).map(({ from, to }) => `\t${quoted(from)} -> ${quoted(to)};\n`);
	return `digraph jobs {\n\trankdir=LR;\n\tnode [shape=box, fontname="sans-serif"];\n${nodes.join("")}${edges.join("")}}\n`;
}

function quoted(text: string): string {
	return `"${text
		.replaceAll("\\", "\\\\")
		.replaceAll('"', String.raw`\"`)
		.replaceAll("\n", String.raw`\n`)}"`;
}
