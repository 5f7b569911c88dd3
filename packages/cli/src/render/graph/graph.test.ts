import { buildGraph } from "@chronos-job/core";
import { describe, expect, test } from "vitest";
import { asciiGraph } from "./ascii-graph.ts";
import { dotGraph } from "./dot-graph.ts";
import { type GraphView, type Tone } from "./graph-view.ts";
import { layeredLayout } from "./layered-layout.ts";
import { mermaidGraph } from "./mermaid-graph.ts";
import { svgGraph } from "./svg-graph.ts";

const plain = { width: 80, color: false, wraps: false, interactive: false };

/** `c<a,b` is a job c with the parents a and b; `a!failure` has failed. */
function view(text: string): GraphView {
	const jobs = text.split(" ").map((word) => {
		const [job = "", tone = "fresh"] = word.split("!");
		const [name = "", parents] = job.split("<");
		return { name, tone: tone as Tone, ...(parents !== undefined && { parents: parents.split(",") }) };
	});
	const graph = buildGraph(jobs);
	const tones = new Map(jobs.map(({ name, tone }) => [name, tone]));
	const nodes = graph.order.map((name) => {
		const tone = tones.get(name) ?? "fresh";
		return { name, tone, note: tone === "fresh" ? "" : tone };
	});
	return { nodes, graph };
}

function alone(name: string): GraphView {
	return { nodes: [{ name, tone: "fresh", note: "" }], graph: buildGraph([{ name }]) };
}

const diamond = view("load!success clean<load!failure audit<load report<clean,audit other!disabled");

describe("a tree of characters", () => {
	test("shows a job with several parents once, and names it elsewhere", () => {
		expect(asciiGraph(diamond, plain)).toBe(
			[
				"load  success",
				"├─ clean  failure",
				"│  └─ report (see audit)",
				"└─ audit",
				"   └─ report",
				"other  disabled",
				"",
			].join("\n"),
		);
	});

	test("comes to an end in a cycle", () => {
		expect(asciiGraph(view("a<b b<a"), plain)).toBe("b\n└─ a\n   └─ b (see above)\n");
	});

	test("is coloured by status where there are colours", () => {
		expect(asciiGraph(view("a!failure"), { ...plain, color: true })).toBe("a  \u001B[31mfailure\u001B[39m\n");
	});

	test("does not let a name take over the terminal", () => {
		expect(asciiGraph(view("a\u001B[31m"), plain)).not.toContain("\u001B");
	});

	test("is not drawn ever wider for a long chain", () => {
		const chain = Array.from({ length: 5000 }, (_, index) => (index === 0 ? "j0" : `j${index}<j${index - 1}`));
		const lines = asciiGraph(view(chain.join(" ")), plain).split("\n");
		expect(lines).toHaveLength(5001);
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
	});
});

describe("other programs draw it from", () => {
	test("dot", () => {
		expect(dotGraph(view('a!success b"c<a'))).toBe(
			[
				"digraph jobs {",
				"\trankdir=LR;",
				'\tnode [shape=box, fontname="sans-serif"];',
				'\t"a" [style="rounded,filled", fillcolor="#dcfce7", color="#15803d", tooltip="success"];',
				'\t"b\\"c" [style="rounded,filled", fillcolor="#f3f4f6", color="#6b7280", tooltip="fresh"];',
				'\t"a" -> "b\\"c";',
				"}",
				"",
			].join("\n"),
		);
	});

	test("mermaid", () => {
		expect(mermaidGraph(view('a!disabled b"]<a'))).toBe(
			[
				"flowchart LR",
				'\tj0["a"]:::disabled',
				'\tj1["b#34;#93;"]:::fresh',
				"\tj0 --> j1",
				"\tclassDef disabled fill:#ffffff,stroke:#9ca3af,color:#111827,stroke-dasharray:4",
				"\tclassDef fresh fill:#f3f4f6,stroke:#6b7280,color:#111827",
				"",
			].join("\n"),
		);
	});
});

describe("layers", () => {
	const keys = (text: string) =>
		layeredLayout(view(text)).layers.map((layer) => layer.map(({ key, isJob }) => (isJob ? key : "|")).join(" "));

	test("follow the longest way from a root", () => {
		expect(keys("a b<a c<b d<a,c")).toEqual(["a", "b |", "c |", "d"]);
	});

	test("are ordered so that edges do not cross", () => {
		expect(keys("a b c<b d<a")).toEqual(["a b", "d c"]);
	});

	test("leave out jobs without neighbours", () => {
		expect(layeredLayout(diamond).single).toEqual(["other"]);
	});

	test("exist in a cycle too", () => {
		expect(keys("a<b b<a").join(" ").split(" ").toSorted()).toEqual(["a", "b"]);
	});
});

describe("a drawing", () => {
	test("has a box for every job and a line for every edge", () => {
		const svg = svgGraph(diamond);
		expect(svg.match(/<title>/g)).toHaveLength(5);
		expect(svg.match(/marker-end/g)).toHaveLength(4);
		expect(svg).toContain("<title>clean: failure</title>");
		expect(svg).not.toMatch(/NaN|undefined|Infinity/);
	});

	test("lays no box over another", () => {
		const boxes = [...svgGraph(diamond).matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)].map((found) =>
			found.slice(1).map(Number),
		);
		expect(boxes).toHaveLength(5);
		for (const [index, [x = 0, y = 0, width = 0]] of boxes.entries()) {
			for (const [left = 0, top = 0] of boxes.slice(index + 1)) {
				expect(Math.abs(top - y) >= 28 || left >= x + width || left < x).toBe(true);
			}
		}
	});

	test("keeps names from being markup, and short", () => {
		const svg = svgGraph(alone(`<script>&${"x".repeat(50)}`));
		expect(svg).not.toContain("<script>");
		expect(svg).toMatch(/>[^<]{10,99}…x+</);
	});

	test("of nothing is an empty sheet", () => {
		expect(svgGraph({ nodes: [], graph: buildGraph([]) })).not.toMatch(/NaN|Infinity|undefined/);
	});
});
