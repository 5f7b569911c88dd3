import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "./apply-edits.ts";
import type { FieldChange } from "./job-document.ts";
import { parseJson } from "./parse-json.ts";
import type { Path } from "./position.ts";

const set = (value: unknown): FieldChange => ({ kind: "set", value });
const rename = (key: string): FieldChange => ({ kind: "rename", key });
const remove: FieldChange = { kind: "remove" };

function changed(text: string, path: Path, change: FieldChange): string | undefined {
	const edits = parseJson(text, "a.json").editsFor(0, path, change);
	return edits === undefined ? undefined : applyEdits(text, edits).text;
}

/** Only for texts of which no quoted one holds a comment. */
function commentsIn(text: string): readonly string[] {
	return text.match(/\/\/ [xz]|\/\* y \*\//gu)?.toSorted() ?? [];
}

describe("rangeOf", () => {
	const text = '[\n  {},\n  { "name": "a", "container": { "volumes": [{ "mode": "RW" }] }, "\\u0061": 1 }\n]';
	const written = (path: Path, part?: "key" | "value"): string => {
		const { start, end } = parseJson(text, "a.json").rangeOf(1, path, part);
		return text.slice(start.offset, end.offset);
	};

	it.each([
		[["name"], undefined, '"a"'],
		[["name"], "key", '"name"'],
		[["container", "volumes", 0, "mode"], undefined, '"RW"'],
		[["container", "volumes", 0, "mode"], "key", '"mode"'],
		[["container", "volumes", 0], "key", '{ "mode": "RW" }'],
		[["a"], "key", '"\\u0061"'],
		[["container", "image"], undefined, '"container"'],
		[["container", "volumes", 5], undefined, '"volumes"'],
		[["container", "volumes", 0, "hostPath"], undefined, "{"],
		[["schedule"], "key", "{"],
		[["schedule", "deep"], undefined, "{"],
	] as const)("of %j (%s) is %s", (path, part, range) => {
		expect(written(path, part)).toBe(range);
	});

	it("knows the line and column", () => {
		const { start, end } = parseJson(text, "a.json").rangeOf(1, ["name"]);
		expect(start).toEqual({ line: 3, column: 13, offset: 20 });
		expect(end.column).toBe(16);
	});

	it("of a job that is not there is the beginning", () => {
		expect(parseJson("[]", "a.json").rangeOf(7, []).end.offset).toBe(0);
	});
});

describe("editsFor", () => {
	const multi =
		'{\n  // the name\n  "name": "a", // behind\n  "cpus": 1, /* c */\n  "parents": ["x", "y"] // last\n}\n';

	it.each([
		["replaces a value", '{"a":1}', ["a"], set("x"), '{"a":"x"}'],
		["replaces an element", '{"a":[1, 2]}', ["a", 1], set(true), '{"a":[1, true]}'],
		["writes short lists on one line", '{"a":1}', ["a"], set([["x", "y"], { b: 1 }]), '{"a":[["x", "y"], { "b": 1 }]}'],
		[
			"breaks long ones",
			'{\n\t"a": 1\n}',
			["a"],
			set({ b: "x".repeat(80) }),
			`{\n\t"a": {\n\t\t"b": "${"x".repeat(80)}"\n\t}\n}`,
		],
		["cannot write NaN", '{"a":1}', ["a"], set(Number.NaN), undefined],
		["cannot write nothing", '{"a":1}', ["a"], set(undefined), undefined],
		["adds a field to a line", '{ "a": 1 }', ["b"], set(2), '{ "a": 1, "b": 2 }'],
		["adds a field without blanks where there are none", '{"a":1,"c":3}', ["b"], set(2), '{"a":1,"c":3,"b":2}'],
		[
			"adds a field on a line of its own, behind comments",
			multi,
			["b"],
			set(2),
			multi.replace('"y"] // last', '"y"], // last\n  "b": 2'),
		],
		["adds a field after a trailing comma", '{\n  "a": 1,\n}', ["b"], set(2), '{\n  "a": 1,\n  "b": 2\n}'],
		["adds a field to an empty object", "{}", ["b"], set(2), '{ "b": 2 }'],
		[
			"adds a field to an empty object over lines",
			'{\n  "a": {\n  }\n}',
			["a", "b"],
			set(2),
			'{\n  "a": {\n    "b": 2\n  }\n}',
		],
		["adds an element at the end", '{ "a": [1] }', ["a", 1], set(2), '{ "a": [1, 2] }'],
		["adds a field with Windows line ends", '{\r\n  "a": 1\r\n}', ["b"], set(2), '{\r\n  "a": 1,\r\n  "b": 2\r\n}'],
		["adds nothing to a list under a name", '{ "a": [1] }', ["a", "b"], set(2), undefined],
		["adds nothing where the parent is missing", "{}", ["a", "b"], set(2), undefined],
		["renames a field", '{ "a": 1 }', ["a"], rename('b"'), '{ "b\\"": 1 }'],
		["renames to no name that is there", '{ "a": 1, "b": 2 }', ["a"], rename("b"), undefined],
		["removes a field with its line", '{\n  "a": 1,\n  "b": 2\n}', ["a"], remove, '{\n  "b": 2\n}'],
		["keeps the comment behind a field", multi, ["cpus"], remove, multi.replace('"cpus": 1, /* c */', "/* c */")],
		["keeps the comments above and behind", multi, ["name"], remove, multi.replace('"name": "a", ', "")],
		[
			"removes the last field with the comma before it",
			multi,
			["parents"],
			remove,
			multi.replace('1, /* c */\n  "parents": ["x", "y"] ', "1 /* c */\n  "),
		],
		["keeps a comment behind the only field", '{ "a": 1 // one\n}', ["a"], remove, "{ // one\n}"],
		["removes nothing with a comment inside", '{ "a": [1 /* one */], "b": 1 }', ["a"], remove, undefined],
		["removes nothing with a comment behind its name", '{ "a": // one\n 1, "b": 1 }', ["a"], remove, undefined],
		["replaces nothing with a comment inside", '{ "a": {\n// one\n} }', ["a"], set(1), undefined],
		["takes no text for a comment", '{ "a": ["//x"] }', ["a"], set(1), '{ "a": 1 }'],
		["removes from a line", '{ "a": 1, "b": 2, "c": 3 }', ["b"], remove, '{ "a": 1, "c": 3 }'],
		["removes the last of a line", '{ "a": 1, "b": 2 }', ["b"], remove, '{ "a": 1 }'],
		["removes the only field", '{ "a": 1 }', ["a"], remove, "{}"],
		["removes an element", '{ "a": [1, 2] }', ["a", 0], remove, '{ "a": [2] }'],
		["removes no field that is there twice", '{ "a": 1, "a": 2 }', ["a"], remove, undefined],
		["removes nothing that is not there", '{ "a": 1 }', ["b"], remove, undefined],
		["removes no whole job", '[{ "a": 1 }]', [], remove, undefined],
	] as const)("%s", (...[, text, path, change, result]) => {
		expect(changed(text, path, change)).toBe(result);
	});

	it("makes exactly the wished change and leaves no mistake behind", () => {
		const fields = fc.uniqueArray(
			fc.tuple(
				fc.constantFrom("a", "b", "c", "d"),
				fc.jsonValue({ maxDepth: 1 }),
				fc.constantFrom("", " ", "\n", " // x\n", " /* y */ ", "\n\t// z\n\t"),
			),
			{ selector: ([key]) => key },
		);
		const change = fc.oneof(
			fc.constant(remove),
			fc.jsonValue({ maxDepth: 1 }).map(set),
			fc.constantFrom("a", "e").map(rename),
		);
		fc.assert(
			fc.property(fields, fc.constantFrom("a", "b", "c", "d"), change, (list, key, wish) => {
				const text = `{${list.map(([name, value, gap], index) => `${gap}${JSON.stringify(name)}:${gap}${JSON.stringify(value)}${gap}${index < list.length - 1 ? "," : ""}`).join("")}}`;
				const before = parseJson(text, "a.json");
				const after = changed(text, [key], wish);
				fc.pre(after !== undefined);
				const wanted = new Map(Object.entries(before.values[0] ?? {}));
				const value = wanted.get(key);
				if (wish.kind === "set") wanted.set(key, wish.value);
				else wanted.delete(key);
				if (wish.kind === "rename") wanted.set(wish.key, value);
				const document = parseJson(after, "a.json");
				expect(document.findings).toEqual([]);
				expect(commentsIn(after)).toEqual(commentsIn(text));
				expect(new Map(Object.entries(document.values[0] ?? {}))).toEqual(
					new Map([...wanted].map(([name, item]) => [name, JSON.parse(JSON.stringify(item)) as unknown])),
				);
			}),
			{ numRuns: 300 },
		);
	});
});
