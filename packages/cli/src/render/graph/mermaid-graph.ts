import { edgesOf, type GraphView, isDashed, type Tone, tones } from "./graph-view.ts";

/** For pages that draw Mermaid, as those of code hosts do. */
export function mermaidGraph(view: GraphView): string {
	const ids = new Map(view.nodes.map(({ name }, index) => [name, `j${index}`]));
	const nodes = view.nodes.map(({ name, tone }) => `\t${ids.get(name)}["${escaped(name)}"]:::${tone}\n`);
	const edges = edgesOf(view).map(({ from, to }) => `\t${ids.get(from)} --> ${ids.get(to)}\n`);
	const used = [...new Set(view.nodes.map(({ tone }) => tone))];
	return `flowchart LR\n${nodes.join("")}${edges.join("")}${used.map(classLine).join("")}`;
}

function classLine(tone: Tone): string {
	const { fill, line } = tones[tone];
	const dashes = isDashed(tone) ? ",stroke-dasharray:4" : "";
	return `\tclassDef ${tone} fill:${fill},stroke:${line},color:#111827${dashes}\n`;
}

function escaped(text: string): string {
	return text.replaceAll(/[^\w.\- ]/gu, (character) => `#${character.codePointAt(0)};`);
}
