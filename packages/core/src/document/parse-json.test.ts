import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineTable } from "./line-table.ts";
import { parseJson } from "./parse-json.ts";
import { readFlawlessJson } from "./flawless-json.ts";
import { repairJobs } from "./repair-jobs.ts";

const job = {
	name: "nightly",
	command: "ls | grep 'x'",
	schedule: "R/2030-01-01T00:00:00Z/P1D",
	retries: 2,
	cpus: 0.5,
	disabled: false,
	container: {
		type: "DOCKER",
		volumes: [
			{ hostPath: "/a", mode: "RW" },
			{ hostPath: "/b", mode: "RO" },
		],
	},
	constraints: [["rack", "EQUALS", "r1"]],
	parents: ["a", "b"],
};
const layouts = [
	{ layout: "one line", text: JSON.stringify(job) },
	{ layout: "tabs", text: JSON.stringify(job, undefined, "\t") },
	{ layout: "a list on one line", text: JSON.stringify([job, job]) },
	{ layout: "a list", text: JSON.stringify([job, job], undefined, 2) },
];
const codesIn = (text: string): readonly string[] => parseJson(text, "a.json").findings.map(({ code }) => code);

describe("parseJson", () => {
	it("reads one job, and a list of jobs", () => {
		expect(parseJson(JSON.stringify(job), "a.json").values).toEqual([job]);
		expect(parseJson(JSON.stringify([job, job]), "a.json").values).toEqual([job, job]);
	});

	it("leaves comments out", () => {
		const { values, findings } = parseJson('// a\n{ /* b */ "name" /* c */ : "x" // d\n } /* e */', "a.json");
		expect(values).toEqual([{ name: "x" }]);
		expect(findings).toEqual([]);
	});

	it("makes own fields of names with a meaning for JavaScript", () => {
		for (const text of [
			'{ "__proto__": { "a": 1 }, "constructor": 2 }',
			'{ "__proto__": { "a": 1 }, "constructor": 2, }',
		]) {
			const [value] = parseJson(text, "a.json").values;
			expect(Object.entries(value ?? {})).toEqual([
				["__proto__", { a: 1 }],
				["constructor", 2],
			]);
			expect(({} as { a?: number }).a).toBeUndefined();
		}
	});

	it.each([
		["{“name”：“x”，'b': 1，}", { name: "x", b: 1 }],
		['{ "a": True, b: None, "c": [1 2,, 3] "d": yes }', { a: true, b: null, c: [1, 2, 3], d: true }],
		['{ "a": "echo hello,\n  "b": 1 }', { a: "echo hello", b: 1 }],
		['{ "a": "line one\nline two", "b": 1 }', { a: "line one\nline two", b: 1 }],
		['{ "a": "x, "b": "y" }', { a: "x", b: "y" }],
		['{ "a": "x”, "b": "y" }', { a: "x", b: "y" }],
		['{ "a": "say "hi" now", "b": 1 }', { a: 'say "hi" now', b: 1 }],
		['{ "a: "x", "b": 1 }', { a: "x", b: 1 }],
		['{ "a": echo "x" | cat, "b": 1 }', { a: 'echo "x" | cat', b: 1 }],
		['{ "a": "\\d\\u12\\q" }', { a: "\\d\\u12\\q" }],
		['{ "a": [1, 2, "b": 3 }', { a: [1, 2], b: 3 }],
		['{ "a": { "b": 1, "c": [2', { a: { b: 1, c: [2] } }],
		['{ "a": "x}', { a: "x" }],
		['{ "a": {{ x }}, "b": ${Y:-z}, "c": undefined }', { a: "{{ x }}", b: "${Y:-z}" }],
		['{ "a":: 1, : 2, "b" = 3 }', { a: 1, b: 3 }],
		['{ "a": 1 # one\n, "b": 2 }', { a: 1, b: 2 }],
	])("recovers %s", (text, value) => {
		expect(parseJson(text, "a.json").values).toEqual([value]);
	});

	it("keeps NaN and the infinite for the rules to see", () => {
		expect(parseJson('{ "a": NaN, "b": -Infinity }', "a.json").values).toEqual([{ a: Number.NaN, b: -Infinity }]);
	});

	it("leaves elements that are no jobs out, and counts on", () => {
		const document = parseJson('[5, { "a": 1 }]', "a.json");
		expect(document.values).toEqual([{ a: 1 }]);
		expect(document.pathOf(0, ["a"])).toEqual([1, "a"]);
		expect(parseJson('{ "a": 1 }', "a.json").pathOf(0, ["a"])).toEqual(["a"]);
	});

	it("says where the first of two equal fields stands", () => {
		const [finding] = parseJson('{\n  "a": 1,\n  "b": 2,\n  "a": 3\n}', "a.json").findings;
		expect(finding?.message).toBe('the field "a" is already there at 2:3, and the last one wins');
		expect(finding?.range.start).toEqual({ line: 4, column: 3, offset: 24 });
	});

	it.each(layouts)("takes every forgotten mark for one mistake in $layout", ({ text }) => {
		for (const { index } of text.matchAll(/[{}[\]:,"](?![\dTZ])/gu)) {
			const codes = codesIn(text.slice(0, index) + text.slice(index + 1));
			expect({ before: text.slice(0, index), count: codes.length }).toEqual({ before: text.slice(0, index), count: 1 });
		}
	});

	it.each(layouts)("takes every doubled mark for two mistakes at most in $layout", ({ text }) => {
		for (const { index, 0: mark } of text.matchAll(/[{}[\]:,]/gu)) {
			const codes = codesIn(text.slice(0, index) + mark + text.slice(index));
			expect({ before: text.slice(0, index), few: codes.length <= 2 }).toEqual({
				before: text.slice(0, index),
				few: true,
			});
		}
	});

	it.each(layouts)(
		"says of an early end what is open there, and fixes nothing, wherever it is in $layout",
		({ text }) => {
			for (let end = 1; end < text.length; end += 1) {
				const { findings } = parseJson(text.slice(0, end), "a.json");
				const codes = findings.map(({ code }) => code);
				const place = text.slice(0, end).slice(-20);
				expect({ place, codes: codes.toSorted() }).toEqual({
					place,
					codes: codes.length > 1 ? ["syntax.unclosed", "syntax.unclosed-string"] : ["syntax.unclosed"],
				});
				expect(findings.flatMap(({ fix }) => fix ?? [])).toEqual([]);
			}
		},
	);

	it("closes a bracket by itself only where its content alone is indented deeper", () => {
		const fixOf = (text: string) => parseJson(text, "a.json").findings.map(({ fix }) => fix?.edits);
		expect(fixOf('{\n  "a": {\n    "b": 1\n}')).toEqual([[{ start: 22, end: 22, text: "  }\n" }]]);
		expect(fixOf('{\n  "a": { "b": 1,\n  "c": 2\n}')).toEqual([undefined]);
		expect(fixOf('{\n  "a": {\n    "b": 1,\n  "c": 2\n}')).toEqual([undefined]);
	});

	it.each([
		['{"name"="a";"cpus":1}', ["syntax.missing-colon", "syntax.missing-comma"]],
		['{"a": True; "b": 1}', ["syntax.bare-word", "syntax.missing-comma"]],
		['{"a": True "b": 1}', ["syntax.bare-word", "syntax.missing-comma"]],
	])("lists every mistake of %s at once", (text, codes) => {
		expect(codesIn(text)).toEqual(codes);
	});

	it("says one thing about binary data", () => {
		const bytes = Array.from({ length: 1024 }, (_, index) => String.fromCharCode(index % 256)).join("");
		expect(parseJson(bytes, "a.json").findings.map(({ code, fix }) => [code, fix])).toEqual([
			["syntax.not-json", undefined],
		]);
	});

	it("lists fifty mistakes and says that there are more", () => {
		const codes = codesIn(`{ ${'"a": True, '.repeat(200)} }`);
		expect(codes).toHaveLength(51);
		expect(codes.at(-1)).toBe("syntax.too-many");
	});

	it("agrees with JSON.parse about every value, with and without its fast path", () => {
		fc.assert(
			fc.property(
				fc.dictionary(
					fc.oneof(fc.string({ unit: "binary" }), fc.constant("__proto__")),
					fc.jsonValue({ maxDepth: 3 }),
					{ noNullPrototype: true },
				),
				fc.constantFrom(undefined, 2, "\t"),
				(value, indent) => {
					const text = JSON.stringify(value, undefined, indent);
					const parsed: unknown = JSON.parse(text);
					const repaired = repairJobs(`${text} //`, createLineTable(text));
					expect(JSON.stringify(repaired.values)).toBe(JSON.stringify([parsed]));
					expect(JSON.stringify(parseJson(text, "a.json").values)).toBe(JSON.stringify([parsed]));
					expect(repaired.mistakes).toEqual([]);
					expect(readFlawlessJson(text)?.nodes).toEqual(repaired.nodes);
				},
			),
			{ numRuns: 50 },
		);
	});

	it("never throws, points into the text, and answers plain JSON values", () => {
		const piece = fc.constantFrom(
			"{",
			"}",
			"[",
			"]",
			":",
			",",
			'"',
			"'",
			"“",
			"”",
			"，",
			"：",
			"\\",
			"\n",
			"\r",
			"\t",
			" ",
			"/*",
			"*/",
			"//",
			"#",
			"True",
			"1.",
			"-",
			"=",
			";",
			"a",
			'"a"',
			"\0",
			"\uFEFF",
			"\uD800",
			"{{",
			"}}",
			"${",
		);
		const mutation = fc.record({ at: fc.nat(800), drop: fc.nat(3), insert: fc.array(piece, { maxLength: 3 }) });
		const mutated = fc
			.tuple(fc.constantFrom(...layouts), fc.array(mutation, { minLength: 1, maxLength: 6 }))
			.map(([{ text }, mutations]) =>
				mutations.reduce(
					(before, { at, drop, insert }) => before.slice(0, at) + insert.join("") + before.slice(at + drop),
					text,
				),
			);
		const anything = fc.oneof(
			fc.string({ unit: "binary", maxLength: 60 }),
			fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
			mutated,
		);
		fc.assert(
			fc.property(anything, (text) => {
				const { findings, values } = parseJson(text, "a.json");
				const spans = findings.map(({ range }) => ({ start: range.start.offset, end: range.end.offset }));
				for (const { start, end } of [...spans, ...findings.flatMap(({ fix }) => fix?.edits ?? [])]) {
					expect([0, start, end, text.length]).toEqual([0, start, end, text.length].toSorted((a, b) => a - b));
				}
				expect(values.every((value) => Object.getPrototypeOf(value) === Object.prototype)).toBe(true);
				expect(() => JSON.stringify(values)).not.toThrow();
			}),
			{ numRuns: 300 },
		);
	});

	it.each(["[", '{"a":', '"', "，", "/*", "\\"])("reads a megabyte of %j at once", (unit) => {
		expect(msToRead(unit.repeat(1_000_000 / unit.length))).toBeLessThan(2000);
	});

	it.each([
		"{",
		"]",
		"}",
		"'",
		"`",
		"“",
		":",
		"0",
		"-",
		"a:",
		"\n",
		"\u00A0",
		"[{",
		"{{",
		"[1}",
		"[1,,",
		'["a"',
		'["a":',
		'"a"x',
		'{"a":"',

		"{'a':",
		'{"a":1,"a":1,',
		"{a ",
		'"\n',
		'\\"\n',
		'"\\d',
		'"\t',
		"#\n",
		"// \n",
		"{,",
		"a,b\n",
		'"a" ',
		"=>",
		"“a",
		"'a\n",
		'"${',
		'{"a":tru ',
	])("needs linear time for nothing but %j, at the top and inside", (unit) => {
		expect(msToRead(unit.repeat(100_000 / unit.length))).toBeLessThan(10_000);
		expect(msToRead(`[{"a":${unit.repeat(100_000 / unit.length)}`)).toBeLessThan(10_000);
	});
});

function msToRead(text: string): number {
	const started = performance.now();
	expect(parseJson(text, "a.json").findings.length).toBeLessThanOrEqual(51);
	return performance.now() - started;
}
