import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDocument } from "./format-document.ts";
import { parseDocument } from "./parse-document.ts";
import type { KeyOrder } from "./key-order.ts";

const layout: KeyOrder = {
	order: ["name", "command", "schedule", "container"],
	inside: { container: { order: ["type", "image", "volumes"], inside: { volumes: { order: ["hostPath", "mode"] } } } },
};
const format = (text: string, source = "x.json"): string | undefined => formatDocument(text, source, layout).text;

describe("formatDocument, JSON", () => {
	it.each([
		[
			"sorts fields and puts unknown ones last",
			'{"zzz":1,"command":"b","aaa":2,"name":"a"}',
			'{\n  "name": "a",\n  "command": "b",\n  "zzz": 1,\n  "aaa": 2\n}\n',
		],
		[
			"sorts fields inside",
			'{"container":{"volumes":[{"mode":"RW","hostPath":"/x"}],"type":"DOCKER"}}',
			'{\n  "container": {\n    "type": "DOCKER",\n    "volumes": [\n      { "hostPath": "/x", "mode": "RW" }\n    ]\n  }\n}\n',
		],
		["opens every job of a list", '[{"name":"a"},{}]', '[\n  {\n    "name": "a"\n  },\n  {}\n]\n'],
		["leaves empty things empty", '{"a":[ ],"b":{ }}', '{\n  "a": [],\n  "b": {}\n}\n'],
		["keeps spellings", '{"a":1.0e3,"b":"\\u0041\\/"}', '{\n  "a": 1.0e3,\n  "b": "\\u0041\\/"\n}\n'],
		["keeps Windows line ends", '{\r\n"a":1}', '{\r\n  "a": 1\r\n}\r\n'],
		["drops a byte order mark", '\uFEFF{"a":1}', '{\n  "a": 1\n}\n'],
		[
			"moves comments above with their field",
			'{\n// about b\n\n// more\n"b":1,\n/* the name */\n"name":"a"\n}',
			'{\n  /* the name */\n  "name": "a",\n  // about b\n\n  // more\n  "b": 1\n}\n',
		],
		[
			"moves comments behind with their field",
			'{"b":1, // about b\n"name":"a" /* about a */}',
			'{\n  "name": "a", /* about a */\n  "b": 1 // about b\n}\n',
		],
		["keeps comments beside brackets", '{ // job\n"a":[1, // one\n2\n// end\n],\n// last\n}', undefined],
		["keeps comments in empty brackets", '{"a":[ // nothing\n]}', '{\n  "a": [\n    // nothing\n  ]\n}\n'],
		["puts comments around a colon above", '{"a" /* x */ : // y\n 1}', '{\n  /* x */\n  // y\n  "a": 1\n}\n'],
		[
			"keeps comments around the job",
			'// head\n\n/*\n * licence\n */\n\n{"a":1} // behind\n\n// foot',
			'// head\n\n/*\n * licence\n */\n\n{\n  "a": 1\n} // behind\n\n// foot\n',
		],
	])("%s", (_, text, formatted) => {
		expect(format(text)).toBe(formatted);
	});

	it("writes short lists on one line, longer ones on several", () => {
		const list = (count: number) => JSON.stringify({ a: Array.from({ length: count }, () => "xxxxxx") });
		expect(format(list(7))?.split("\n")).toHaveLength(4);
		expect(format(list(8))?.split("\n")).toHaveLength(13);
	});

	it("says what to repair before a text can be formatted", () => {
		const { text, findings } = formatDocument('{"a":1,}', "x.json", layout);
		expect(text).toBeUndefined();
		expect(findings.map(({ code }) => code)).toEqual(["syntax.trailing-comma"]);
	});

	it("changes no value, loses no comment, and has nothing left to do the second time", () => {
		fc.assert(
			fc.property(commentedJson(), ({ text, comments }) => {
				const once = format(text) ?? "";
				expect(format(once)).toBe(once);
				expect(parseDocument(once, "x.json").values).toEqual(parseDocument(text, "x.json").values);
				for (const comment of comments) expect(once).toContain(comment);
			}),
			{ numRuns: 150 },
		);
	});
});

/** A job file with numbered comments wherever there may be some. */
function commentedJson(): fc.Arbitrary<{ readonly text: string; readonly comments: readonly string[] }> {
	const value = fc.dictionary(fc.constantFrom("name", "b", "container", "zz", "type"), fc.jsonValue({ maxDepth: 2 }));
	return fc.tuple(fc.oneof(value, fc.array(value)), fc.infiniteStream(fc.nat(9))).map(([job, dice]) => {
		const comments: string[] = [];
		const gap = (): string => {
			const roll = dice.next().value ?? 0;
			if (roll > 5) return ["", " ", "\n", "\n\n"][roll - 6] ?? "";
			const comment = roll % 2 === 0 ? `// c${comments.length};` : `/* c${comments.length}; */`;
			comments.push(comment);
			return `${roll > 3 ? "\n" : " "}${comment}${roll % 2 === 0 || roll > 4 ? "\n" : ""}`;
		};
		const write = (item: unknown): string => {
			if (typeof item !== "object" || item === null) return JSON.stringify(item);
			const items = Object.entries(item).map(([key, child], index) => {
				const name = Array.isArray(item) ? "" : JSON.stringify(key) + gap() + ":" + gap();
				return (index > 0 ? `,${gap()}` : "") + name + write(child) + gap();
			});
			const inside = gap() + items.join("");
			return Array.isArray(item) ? `[${inside}]` : `{${inside}}`;
		};
		return { text: gap() + write(job) + gap(), comments };
	});
}

describe("formatDocument, YAML", () => {
	it.each([
		[
			"sorts fields with their comments",
			"# the schedule\nschedule: R//P1D # daily\n\n# the name\nname: a\n",
			"# the name\nname: a\n# the schedule\nschedule: R//P1D # daily\n",
		],
		[
			"sorts fields inside",
			"- container:\n    image: b # which\n    type: DOCKER\n",
			"- container:\n    type: DOCKER\n    image: b # which\n",
		],
		["keeps several documents", "---\nb: 1\nname: a\n---\nname: c\n", "---\nname: a\nb: 1\n---\nname: c\n"],
		["keeps block scalars", "command: |\n  a\n  b\nname: x\n", "name: x\ncommand: |\n  a\n  b\n"],
		[
			"does not move an alias before its anchor",
			"container: &c {type: MESOS}\nname: *c\n",
			"container: &c {type: MESOS}\nname: *c\n",
		],
		["keeps Windows line ends", "b: 1\r\nname: a\r\n", "name: a\r\nb: 1\r\n"],
		[
			"keeps spellings",
			"b: 012345\nc: 1e3\nd: 0x1F\ne: \"\\u00e8\"\nf: {x: 1}\ng:   'q'\ncommand: >-\n  x\n  y\nname: ~\n",
			"name: ~\ncommand: >-\n  x\n  y\nb: 012345\nc: 1e3\nd: 0x1F\ne: \"\\u00e8\"\nf: {x: 1}\ng:   'q'\n",
		],
		[
			"leaves comments above a dash where they are",
			"# head\n- command: x # one\n  # the name\n  name: a\n# between\n- command: y # two\n  name: b\n",
			"# head\n- # the name\n  name: a\n  command: x # one\n# between\n- name: b\n  command: y # two\n",
		],
		[
			"leaves comments below the mark of a document where they are",
			"name: a\n---\n# second\ncommand: y\nname: b\n# tail\n...\n",
			"name: a\n---\n# second\nname: b\ncommand: y\n# tail\n...\n",
		],
		[
			"moves comments that are indented deeper with the field above",
			"command:\n  # in\n\n  # in, too\nname: a\n  # below\nb:\n",
			"name: a\n  # below\ncommand:\n  # in\n\n  # in, too\nb:\n",
		],
		["drops a byte order mark, and blank lines at the end", "\uFEFFb: 1\nname: a\n\n \n", "name: a\nb: 1\n"],
		["ends the last line", "b: 1\nname: a", "name: a\nb: 1\n"],
		["keeps what the end of the text means", "b: 1\nname: |+\n  a\n\n", "b: 1\nname: |+\n  a\n\n"],
	])("%s", (_, text, formatted) => {
		expect(format(text, "x.yaml")).toBe(formatted);
	});

	it("changes no value, and has nothing left to do the second time", () => {
		const line = fc.constantFrom(
			"name: a",
			"# c",
			"",
			"b: {x: 1, y: [1, 2]} # d",
			"container:",
			"  type: x # t",
			"  # in",
			"command: >-",
			"  folded",
			"zz: 'q'",
			"- 1",
			"- name: b # dash",
			"  - b: 1",
			"    name: c",
			"---",
			"e: 0x1F",
			"? f",
		);
		fc.assert(
			fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
				const text = lines.join("\n");
				const once = format(text, "x.yaml");
				fc.pre(once !== undefined);
				expect(once.replace(/\s/gu, "").split("").toSorted()).toEqual(text.replace(/\s/gu, "").split("").toSorted());
				expect(format(once, "x.yaml")).toBe(once);
				expect(parseDocument(once, "x.yaml").values).toEqual(parseDocument(text, "x.yaml").values);
			}),
			{ numRuns: 100 },
		);
	});
});
