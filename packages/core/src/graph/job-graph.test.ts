import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildGraph, type GraphJob } from "./job-graph.ts";

/** `c<a,b` is a job c with the parents a and b. */
function jobs(text: string): readonly GraphJob[] {
	return text.split(" ").map((word) => {
		const [name = "", parents] = word.split("<");
		return parents === undefined ? { name } : { name, parents: parents.split(",") };
	});
}

describe("who starts whom", () => {
	const graph = buildGraph(jobs("report<load,clean load clean<load audit<load other"));

	test("roots have no parents", () => {
		expect(graph.roots).toEqual(["load", "other"]);
	});

	test("children come in the order of the specs", () => {
		expect(graph.childrenOf("load")).toEqual(["report", "clean", "audit"]);
		expect(graph.childrenOf("report")).toEqual([]);
		expect(graph.childrenOf("unknown")).toEqual([]);
	});

	test("parents stay as written", () => {
		expect(graph.parentsOf("report")).toEqual(["load", "clean"]);
		expect(graph.parentsOf("load")).toEqual([]);
		expect(buildGraph(jobs("a<b,b")).parentsOf("a")).toEqual(["b"]);
	});

	test("the order puts parents first and moves nothing else", () => {
		expect(graph.order).toEqual(["load", "clean", "report", "audit", "other"]);
		expect(buildGraph(jobs("c b a")).order).toEqual(["c", "b", "a"]);
		expect(buildGraph(jobs("c<b,a a b")).order).toEqual(["a", "b", "c"]);
	});

	test("of several jobs with one name the last counts", () => {
		const twice = buildGraph(jobs("a<x b a<b"));
		expect(twice.names).toEqual(["a", "b"]);
		expect(twice.parentsOf("a")).toEqual(["b"]);
		expect(twice.childrenOf("x")).toEqual([]);
	});

	test("a job without a name is left out, an empty list of parents is none", () => {
		expect(buildGraph([{ parents: ["a"] }, { name: "b", parents: [] }]).roots).toEqual(["b"]);
	});
});

describe("parents that do not exist", () => {
	test("are listed with the job that waits for them", () => {
		const graph = buildGraph(jobs("a b<a,x c<x,y d<a"));
		expect(graph.missingParents).toEqual([
			{ job: "b", parent: "x" },
			{ job: "c", parent: "x" },
			{ job: "c", parent: "y" },
		]);
		expect(graph.orphans).toEqual(["c"]);
	});

	test("may exist elsewhere", () => {
		const graph = buildGraph(jobs("b<a,x c<x"), { elsewhere: new Set(["a", "x"]) });
		expect(graph.missingParents).toEqual([]);
		expect(graph.orphans).toEqual([]);
		expect(graph.names).toEqual(["b", "c"]);
	});
});

describe("cycles", () => {
	test.each([
		["a b<a c<b", []],
		["a<a", [["a"]]],
		["a<b b<a", [["a", "b"]]],
		["a<c b<a c<b d<c", [["a", "b", "c"]]],
		[
			"x a<b,x b<a c<d d<c",
			[
				["a", "b"],
				["c", "d"],
			],
		],
		["a<d b<a c<b d<c,a", [["a", "d"]]],
		["a<a,b b<a", [["a"]]],
		["a<missing", []],
	])("of %s are %j", (text, cycles) => {
		expect(buildGraph(jobs(text)).cycles()).toEqual(cycles);
	});

	test("do not hide a job from the order", () => {
		expect([...buildGraph(jobs("c<b a<b b<a d<root root")).order].toSorted()).toEqual(["a", "b", "c", "d", "root"]);
	});
});

const size = 100_000;
const chain = Array.from({ length: size }, (_, index): GraphJob =>
	index === 0 ? { name: "0" } : { name: String(index), parents: [String(index - 1)] },
);

describe("a chain of a hundred thousand jobs", () => {
	test("is put in order, though it starts at the wrong end", () => {
		const graph = buildGraph(chain.toReversed());
		expect(graph.order[0]).toBe("0");
		expect(graph.cycles()).toEqual([]);
	});

	test("may be one cycle", () => {
		const ring = chain.with(0, { name: "0", parents: [String(size - 1)] });
		expect(buildGraph(ring).cycles()).toMatchObject([{ length: size }]);
	});
});

test("every job follows its parents, unless it is in a cycle; cycles are found when there are any", () => {
	const name = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
	const specs = fc.array(fc.record({ name, parents: fc.uniqueArray(name, { maxLength: 3 }) }), { maxLength: 8 });
	fc.assert(
		fc.property(specs, (list) => {
			const graph = buildGraph(list);
			const cycles = graph.cycles();
			expect([...graph.order].toSorted()).toEqual([...graph.names].toSorted());
			const place = (job: string): number => graph.order.indexOf(job);
			const late = graph.names.filter((job) => graph.parentsOf(job).some((parent) => place(parent) > place(job)));
			expect(cycles.length === 0 ? late : []).toEqual([]);
			for (const cycle of cycles) {
				const nexts = cycle.map((job, index) => [job, cycle[(index + 1) % cycle.length] ?? ""] as const);
				expect(nexts.every(([job, next]) => graph.childrenOf(job).includes(next))).toBe(true);
			}
			expect(cycles.length > 0).toBe(hasCycle(graph.names, (job) => graph.parentsOf(job)));
		}),
	);
});

/** Takes jobs away as long as one has no parent left. */
function hasCycle(names: readonly string[], parentsOf: (name: string) => readonly string[]): boolean {
	let left = new Set(names);
	for (let size = -1; size !== left.size;) {
		size = left.size;
		const before = left;
		left = new Set([...before].filter((name) => parentsOf(name).some((parent) => before.has(parent))));
	}
	return left.size > 0;
}
