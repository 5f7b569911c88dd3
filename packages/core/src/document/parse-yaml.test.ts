import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "./apply-edits.ts";
import type { FieldChange } from "./job-document.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { Path } from "./position.ts";

const read = (text: string) => parseYaml(text, "a.yaml");
const codesIn = (text: string): readonly string[] => read(text).findings.map(({ code }) => code);

describe("parseYaml", () => {
	it.each([
		["one job", "name: a\ncpus: 1\n", [{ name: "a", cpus: 1 }]],
		["a list of jobs", "- name: a\n- name: b\n", [{ name: "a" }, { name: "b" }]],
		[
			"several documents",
			"name: a\n---\n- name: b\n---\n---\nname: c\n",
			[{ name: "a" }, { name: "b" }, { name: "c" }],
		],
		[
			"words as YAML 1.2 does",
			"a: yes\nb: 012\nc: 1e3\nd: 2030-01-01\ne: ~\n",
			[{ a: "yes", b: 12, c: 1000, d: "2030-01-01", e: null }],
		],
		["numbers without an end", "a: .nan\nb: -.inf\n", [{ a: Number.NaN, b: -Infinity }]],
		[
			"anchors and merges",
			"- &a { x: 1, y: 2 }\n- <<: *a\n  y: 3\n- *a\n",
			[
				{ x: 1, y: 2 },
				{ x: 1, y: 3 },
				{ x: 1, y: 2 },
			],
		],
		["JSON", '{ "name": "a", "cpus": 1 }', [{ name: "a", cpus: 1 }]],
	])("reads %s", (_, text, values) => {
		expect(read(text).values).toEqual(values);
		expect(codesIn(text)).toEqual([]);
	});

	it.each([
		["name: a\ncommand: echo a: b\n", ["syntax.yaml"]],
		["name: a\n\tcpus: 1\n", ["syntax.tab-indent"]],
		["name: a\nname: b\n", ["syntax.duplicate-key"]],
		["a: &a [*a]\n", ["syntax.yaml"]],
		["a: *b\n", ["syntax.yaml"]],
		["a: !secret b\n", ["syntax.yaml"]],
		["[a]: b\n", ["syntax.yaml"]],
		["- 5\n- name: a\n", ["syntax.not-a-job"]],
		["text\n", ["syntax.not-a-job"]],
		["# nothing\n", ["syntax.empty"]],
		["[".repeat(5000), ["syntax.too-deep"]],
		["- ".repeat(5000), ["syntax.too-deep"]],
		["? ".repeat(40_000), ["syntax.too-deep"]],
		[`a: ${"[".repeat(150)}${"]".repeat(150)}`, ["syntax.too-deep"]],
		["#".repeat(8 * 1024 * 1024 + 1), ["syntax.too-large"]],
	])("finds what is wrong with %.40j", (text, codes) => {
		expect(codesIn(text).filter((code, index, all) => all.indexOf(code) === index)).toEqual(codes);
	});

	it.each([
		[
			"command: echo: hi: x # why\nname: a\n",
			"1:10 the value echo: hi: x has a colon with a blank behind it, as only the name of a field may have",
			{ command: "echo: hi: x", name: "a" },
		],
		[
			"name: a\n command: x\n\n cpus: 1\nmem: 2\n",
			'2:2 this line is indented deeper than "name" above it, which has a value already',
			{ name: "a", command: "x", cpus: 1, mem: 2 },
		],
		[
			"- name: a\r\n   cpus: 1\r\n   mem: 2\r\n",
			'2:4 this line is indented deeper than "name" above it, which has a value already',
			{ name: "a", cpus: 1, mem: 2 },
		],
		[
			'name: a\ncommand: "echo: x\nschedule: y\n',
			'2:10 the text "echo: x" has no closing quote',
			{ name: "a", command: "echo: x", schedule: "y" },
		],
		[
			"name: a\ncommand x\ncpus: 1\n",
			"2:1 the line command x has no name with a colon behind it",
			{ name: "a", cpus: 1 },
		],
		["name:a\ncpus: 1\n", "1:1 there is no blank behind the colon of name:a", { cpus: 1 }],
	])("recovers %j", (text, said, value) => {
		const { values, findings } = read(text);
		expect(findings.map(({ range: { start }, message }) => `${start.line}:${start.column} ${message}`)).toEqual([said]);
		expect(values).toEqual([value]);
	});

	it("finds every mistake of a text at once", () => {
		const lines = read("a: b: c\nd: @e\nf: g: h\n").findings.map(({ range }) => range.start.line);
		expect(lines).toEqual([1, 2, 3]);
	});

	it("says nothing in the words of its parser", () => {
		const broken = [
			"- a: 1\nb: 2\n",
			"- a: 1\n b: 2\n",
			"a:\n    b: 1\n  c: 2\n",
			'a: "x" y\n',
			'a: "\\d"\n',
			"a: |x\n  y\n",
			"a: - b\n",
			"a: &x &y 1\n",
			"a: [1]]\n",
			"%FOO\na: 1\n",
			"a: *\n",
			"a: !x y\n",
			'a: "x"#c\n',
			"a: {b: 1 c: 2}\n",
			"a: [1\nb: 2\n",
			"a: [,]\n",
		];
		for (const text of broken) {
			const [finding] = read(text).findings;
			expect(finding?.message).not.toMatch(/flow|block|scalar|mapping|implicit|node|indicator|token|collection/iu);
			expect(finding?.hint).toMatch(/^[A-Z].*\.$/u);
		}
	});

	it("makes own fields of names with a meaning for JavaScript", () => {
		const [value] = read("__proto__: { a: 1 }\n").values;
		expect(Object.entries(value ?? {})).toEqual([["__proto__", { a: 1 }]]);
	});

	it("refuses aliases that blow the text up", () => {
		const line = (name: string, other: string): string =>
			`${name}: &${name} [${Array.from({ length: 9 }, () => other).join()}]`;
		const text = [
			line("a", "x"),
			..."bcdefghij".split("").map((name, index) => line(name, `*${"abcdefghij".charAt(index)}`)),
		].join("\n");
		const { values, findings } = read(text);
		expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining("blow")]);
		expect(JSON.stringify(values).length).toBeLessThan(1_000_000);
	});

	it.each([
		[["name"], "value", '"a"'],
		[["name"], "key", "name"],
		[["container", "volumes", 0, "mode"], "value", "RW"],
		[["command"], "value", "|\n    x\n    y"],
		[["container", "image"], "value", "container"],
		[["schedule"], "value", "name"],
		[["shared", "mode"], "value", "RO"],
	] as const)("knows where %j (%s) is written", (path, part, range) => {
		const text =
			'- name: "a" # n\n  container:\n    volumes:\n      - mode: RW\n  command: |\n    x\n    y\n\n  base: &b { mode: RO }\n  shared: *b\n';
		const { start, end } = read(text).rangeOf(0, path, part);
		expect(text.slice(start.offset, end.offset)).toBe(range);
	});
});

describe("editsFor, YAML", () => {
	const set = (value: unknown): FieldChange => ({ kind: "set", value });
	const rename = (key: string): FieldChange => ({ kind: "rename", key });
	const remove: FieldChange = { kind: "remove" };
	const changed = (text: string, path: Path, change: FieldChange): string | undefined => {
		const edits = read(text).editsFor(0, path, change);
		return edits === undefined ? undefined : applyEdits(text, edits).text;
	};
	const multi = "- name: a # n\n  # about d\n  d:\n    e: 'x'\n  c: |\n    y\n";

	it.each([
		["replaces a value", multi, ["name"], set("b"), multi.replace("name: a", "name: b")],
		["keeps quotes", multi, ["d", "e"], set("z"), multi.replace("'x'", "'z'")],
		["puts in quotes what would not be a text", multi, ["name"], set("on"), multi.replace("name: a", 'name: "on"')],
		["fills a field without a value", "a:\nb: 1\n", ["a"], set(1), "a: 1\nb: 1\n"],
		["replaces no block", multi, ["c"], set("z"), undefined],
		["writes no lists", multi, ["name"], set(["z"]), undefined],
		["adds a field", multi, ["cpus"], set(1), multi.replace("# n\n", "# n\n  cpus: 1\n")],
		["adds a field inside", multi, ["d", "f"], set(true), multi.replace("'x'\n", "'x'\n    f: true\n")],
		["adds nothing to a line of braces", "a: { b: 1 }\n", ["a", "c"], set(1), undefined],
		["renames a field", multi, ["d"], rename("g"), multi.replace("  d:", "  g:")],
		["renames to no name that is there", multi, ["d"], rename("c"), undefined],
		["removes a field with its lines", multi, ["d"], remove, multi.replace("  d:\n    e: 'x'\n", "")],
		["keeps the comment behind a field", "a: 1\nb: null # x\nc: 2\n", ["b"], remove, "a: 1\n# x\nc: 2\n"],
		["keeps the comment behind no value", "a: 1\nb : # x\nc: 2\n", ["b"], remove, "a: 1\n# x\nc: 2\n"],
		["removes nothing with a comment inside", "a: 1\nb: # x\n  - c\n", ["b"], remove, undefined],
		["removes nothing above a comment of its own", "g: |\na: 1\n  # x\n", ["a"], remove, undefined],
		["removes no block with a comment", "a: 1\nb: | # x\n  c\n", ["b"], remove, undefined],
		["takes no text for a comment", "a: 1\nb: |\n  # c\n  d #e\n", ["b"], remove, "a: 1\n"],
		["fills a field before its comment", "a: # x\nb: 1\n", ["a"], set(1), "a: 1 # x\nb: 1\n"],
		["fills nothing that has no colon", "{ a, b: 1 }", ["a"], set(1), undefined],
		["removes a block", multi, ["c"], remove, multi.replace("  c: |\n    y\n", "")],
		["does not remove what shares a line with its dash", multi, ["name"], remove, undefined],
		["does not remove an anchor", "a: &a 1\nb: *a\n", ["a"], remove, undefined],
		["does not change what an alias stands for", "a: &a { x: 1 }\nb: *a\n", ["b", "x"], set(2), undefined],
	] as const)("%s", (...[, text, path, change, result]) => {
		expect(changed(text, path, change)).toBe(result);
	});

	it("makes exactly the wished change", () => {
		const line = fc.constantFrom(
			"a: 1",
			"b: 'x' # b",
			"c:",
			"  d: y",
			"  e: {f: 1}",
			"# comment",
			"k: # k",
			"  # in",
			"g: |",
			"    text",
			'h: "q"',
			"",
		);
		const change = fc.oneof(
			fc.constant(remove),
			fc.constantFrom("x: y", "on", 5, false, "plain text", "'", "\n").map(set),
			fc.constantFrom("a", "z z").map(rename),
		);
		fc.assert(
			fc.property(
				fc.array(line, { maxLength: 10 }),
				fc.constantFrom("a", "b", "c", "g", "k", "new"),
				change,
				(lines, key, wish) => {
					const text = lines.join("\n");
					const before = read(text);
					fc.pre(before.findings.length === 0);
					const after = changed(text, [key], wish);
					fc.pre(after !== undefined);
					const wanted = new Map<string, unknown>(Object.entries(before.values[0] ?? {}));
					const value = wanted.get(key);
					if (wish.kind === "set") wanted.set(key, wish.value);
					else wanted.delete(key);
					if (wish.kind === "rename") wanted.set(wish.key, value);
					expect(read(after).findings).toEqual([]);
					// An indented one may be part of a block.
					expect(after.match(/# [kbc]/gu)).toEqual(text.match(/# [kbc]/gu));
					expect(new Map(Object.entries(read(after).values[0] ?? {}))).toEqual(wanted);
				},
			),
			{ numRuns: 100 },
		);
	});
});

describe("parseYaml of anything", () => {
	it("never throws, points into the text, and answers plain values", () => {
		const piece = fc.constantFrom(
			"a",
			"a: ",
			"- ",
			"? ",
			": ",
			"\n",
			"  ",
			"\t",
			"&a ",
			"*a ",
			"!t ",
			"{",
			"}",
			"[",
			"]",
			",",
			'"',
			"'",
			"|",
			">",
			"#",
			"---\n",
			"...\n",
			"%YAML 1.2\n",
			"<<: ",
			"\0",
			"\uFEFF",
			"\uD800",
			"@",
			"`",
			"\r\n",
			"\\",
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join("")),
					fc.string({ unit: "binary" }),
				),
				(text) => {
					const document = read(text);
					const { values, findings } = document;
					for (const { range } of [
						...findings,
						...values.map((_, job) => ({ range: document.rangeOf(job, ["a", 0]) })),
					]) {
						const { start, end } = range;
						expect([0, start.offset, end.offset, text.length]).toEqual(
							[0, start.offset, end.offset, text.length].toSorted((a, b) => a - b),
						);
					}
					expect(values.every((value) => Object.getPrototypeOf(value) === Object.prototype)).toBe(true);
					expect(() => JSON.stringify(values)).not.toThrow();
				},
			),
			{ numRuns: 300 },
		);
	});
});
