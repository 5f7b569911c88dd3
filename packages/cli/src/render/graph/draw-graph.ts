import type { GraphResult } from "../../commands/graph.ts";
import type { Screen } from "../../host.ts";
import { asciiGraph } from "./ascii-graph.ts";
import { dotGraph } from "./dot-graph.ts";
import { mermaidGraph } from "./mermaid-graph.ts";
import { svgGraph } from "./svg-graph.ts";

/** Jobs and who starts whom, in the format that was asked for. */
export function drawGraph(result: GraphResult, screen: Screen): string {
	return drawings[result.format](result, screen);
}

const drawings: Readonly<Record<GraphResult["format"], (result: GraphResult, screen: Screen) => string>> = {
	ascii: (result, screen) => (result.nodes.length === 0 ? "there is no job\n" : asciiGraph(result, screen)),
	dot: dotGraph,
	mermaid: mermaidGraph,
	svg: svgGraph,
};
