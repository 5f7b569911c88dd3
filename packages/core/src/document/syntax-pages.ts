import type { SyntaxCode } from "./syntax-codes.ts";

/** What the documentation of a syntax code says; the program itself has no use for it. */
export interface SyntaxPage {
	/** What a Chronos server does with such a text. */
	readonly chronos: string;
	readonly valid: readonly string[];
	readonly invalid: readonly SyntaxSample[];
}

export interface SyntaxSample {
	/** Every expected range stands between « and ». */
	readonly text: string;
	readonly source?: string;
	/** The text after this code's fixes; absent when it offers none. */
	readonly fixed?: string;
}

const refused =
	"Chronos answers status 500 with an HTML page; somewhere in it stands `JsonParseException` and a line number of the request, which is none of your file.";

export const syntaxPages: Readonly<Record<SyntaxCode, SyntaxPage>> = {
	"syntax.bare-word": {
		chronos: refused,
		valid: ['{ "disabled": true }', '{ "name": "nightly" }'],
		invalid: [
			{ text: '{ "disabled": «True» }', fixed: '{ "disabled": true }' },
			{ text: '{ "name": «nightly» }', fixed: '{ "name": "nightly" }' },
			{ text: '{ "name": «nightly"», "command": "true" }', fixed: '{ "name": "nightly", "command": "true" }' },
			{ text: '{ "cpus": «NaN», "name": «{{ name }}» }' },
			{ text: '{ "name": "a", «...» }' },
		],
	},
	"syntax.byte-order-mark": {
		chronos: "Chronos reads over the mark. Many tools between your file and Chronos do not.",
		valid: ['{ "name": "a" }'],
		invalid: [{ text: '«\uFEFF»{ "name": "a" }', fixed: '{ "name": "a" }' }],
	},
	"syntax.control-character": {
		chronos: refused,
		valid: ['{ "command": "echo a\\necho b" }'],
		invalid: [
			{ text: '{ "command": "echo a«\n»echo b" }', fixed: '{ "command": "echo a\\necho b" }' },
			{ text: '{ "command": "cut«\t»-f\t1" }', fixed: '{ "command": "cut\\t-f\\t1" }' },
		],
	},
	"syntax.duplicate-key": {
		chronos: "Chronos takes the last of the two and does not mention the first one.",
		valid: ['{ "cpus": 1, "mem": 1 }', '{ "fetch": [{ "uri": "a" }, { "uri": "b" }] }'],
		invalid: [{ text: '{ "cpus": 1, «"cpus"»: 2 }' }, { text: "cpus: 1\n«cpus»: 2\n", source: "a.yaml" }],
	},
	"syntax.empty": {
		chronos: "Chronos answers an empty request with status 500 and a `NullPointerException`.",
		valid: ["[]"],
		invalid: [{ text: "«»" }, { text: "// nothing yet\n«»" }, { text: "# nothing yet\n«»", source: "a.yaml" }],
	},
	"syntax.escape": {
		chronos: refused,
		valid: ['{ "command": "grep \\\\d+ \\"a b\\" \\u0041" }'],
		invalid: [
			{ text: '{ "command": "grep -E «\\d»+\\." }', fixed: '{ "command": "grep -E \\\\d+\\\\." }' },
			{ text: '{ "command": "echo don«\\\'»t" }' },
		],
	},
	"syntax.full-width": {
		chronos: refused,
		valid: ['{ "description": "，：“”" }'],
		invalid: [
			{ text: '«｛» "name"«：» «“a”»«，» "cpus": «１» «｝»', fixed: '{ "name": "a", "cpus": 1 }' },
			{ text: '{«\u00A0»"name":\u00A0"a" }', fixed: '{ "name": "a" }' },
		],
	},
	"syntax.hash-comment": {
		chronos: `${refused} We leave comments out of what we send, and read those with // and /* */.`,
		valid: ['{ "name": "a" // comment\n}', '{ "name": "#a" }'],
		invalid: [{ text: '{ "name": "a" «# comment»\n}', fixed: '{ "name": "a" // comment\n}' }],
	},
	"syntax.missing-colon": {
		chronos: refused,
		valid: ['{ "name" : "a" }'],
		invalid: [
			{ text: '{ "name"«» "a" }', fixed: '{ "name": "a" }' },
			{ text: '{ "name" «=» "a" }', fixed: '{ "name" : "a" }' },
		],
	},
	"syntax.missing-comma": {
		chronos: refused,
		valid: ['{ "name": "a",\n "cpus": 1 }'],
		invalid: [
			{ text: '{ "name": "a"«»\n "cpus": 1 }', fixed: '{ "name": "a",\n "cpus": 1 }' },
			{ text: '{ "name": "a"«;» "cpus": 1 }', fixed: '{ "name": "a", "cpus": 1 }' },
			{ text: '{ "parents": ["a"«» "b"] }', fixed: '{ "parents": ["a", "b"] }' },
		],
	},
	"syntax.missing-key": {
		chronos: refused,
		valid: ['{ "container": {} }'],
		invalid: [{ text: '{ "name": "a", «{» "type": "DOCKER" } }' }, { text: "{ «:» 1 }" }],
	},
	"syntax.missing-value": {
		chronos: refused,
		valid: ['{ "name": "a", "description": "" }'],
		invalid: [{ text: '{ «"name"»: , "cpus": 1 }' }, { text: '{ «"name"»:\n  "cpus": 1 }' }, { text: '{ «"name"» }' }],
	},
	"syntax.not-a-job": {
		chronos:
			"Chronos answers a list, a number or a text with status 500 and a `NullPointerException`: it takes one job at a time. We send each job of a list on its own.",
		valid: ['{ "name": "a" }', '[{ "name": "a" }]'],
		invalid: [{ text: "«5»" }, { text: '[{ "name": "a" }, «"b"»]' }, { text: "- «5»\n", source: "a.yaml" }],
	},
	"syntax.not-json": {
		chronos: refused,
		valid: ['{ "name": "a" }'],
		invalid: [
			{ text: "«<html>Not Found</html>»" },
			{ text: "«name: a»\ncommand: b\n", source: "a.json" },
			{ text: "«PK\u0003\u0004\0\0»" },
			{ text: "«{ echo a, ls -l, rm -f b }»" },
		],
	},
	"syntax.not-utf-8": {
		chronos:
			"Chronos reads UTF-16 and UTF-32, too, but not the encodings that know one byte per letter. We read nothing but UTF-8.",
		valid: ['{ "description": "caffè" }'],
		invalid: [{ text: "«»\uFFFD\uFFFD{\0}\0" }, { text: "«»{\0 \0}\0" }],
	},
	"syntax.number": {
		chronos: refused,
		valid: ['{ "cpus": 0.5, "mem": 1e3, "disk": -1 }'],
		invalid: [
			{
				text: '{ "cpus": «.5», "mem": «+1», "disk": «0x10», "retries": «007» }',
				fixed: '{ "cpus": 0.5, "mem": 1, "disk": 16, "retries": 7 }',
			},
		],
	},
	"syntax.single-quotes": {
		chronos: refused,
		valid: ['{ "command": "echo \'a\'" }'],
		invalid: [
			{ text: "{ «'name'»: «'it\\'s'» }", fixed: '{ "name": "it\'s" }' },
			{ text: '{ "name": «`a`» }', fixed: '{ "name": "a" }' },
		],
	},
	"syntax.tab-indent": {
		chronos: "Chronos reads no YAML. We send it JSON.",
		valid: ["container:\n  type: DOCKER\n"],
		invalid: [{ text: "container:\n«\t»type: DOCKER\n", source: "a.yaml" }],
	},
	"syntax.too-deep": {
		chronos: "Chronos sets no limit of its own. The deepest job that it knows needs five levels.",
		valid: [`{ "a": ${"[".repeat(99)}${"]".repeat(99)} }`],
		invalid: [{ text: `${"[".repeat(100)}«[»` }],
	},
	"syntax.too-large": {
		chronos: "Chronos sets no limit of its own, and keeps every job whole in its memory and in ZooKeeper.",
		valid: ["{}"],
		invalid: [],
	},
	"syntax.too-many": {
		chronos: refused,
		valid: ["{}"],
		invalid: [{ text: `[${"{},,".repeat(50)}{},«»,{}]` }],
	},
	"syntax.trailing-comma": {
		chronos: refused,
		valid: ['{ "parents": ["a", "b"] }'],
		invalid: [
			{ text: '{ "name": "a"«,» }', fixed: '{ "name": "a" }' },
			{ text: '{ "parents": ["a",«,» "b"] }', fixed: '{ "parents": ["a", "b"] }' },
		],
	},
	"syntax.trailing-text": {
		chronos: "Chronos reads the first value and does not mention the rest.",
		valid: ['{ "name": "a" } // the end'],
		invalid: [
			{ text: '{ "name": "a" } «and so on»' },
			{ text: '{ "name": "a" }\n«{» "name": "b" }\n', fixed: '[{ "name": "a" },\n{ "name": "b" }]\n' },
		],
	},
	"syntax.unclosed": {
		chronos: refused,
		valid: ['{ "parents": ["a"] }'],
		invalid: [
			{ text: '{\n  "name": "a",\n  "container": «{»\n    "type": "DOCKER"\n' },
			{
				text: '{\n  "container": «{»\n    "type": "DOCKER"\n}\n',
				fixed: '{\n  "container": {\n    "type": "DOCKER"\n  }\n}\n',
			},
			{ text: '{ "parents": «[»"a", "b", "command": "c" }' },
			{ text: '[«{» "name": "a", { "name": "b" }]' },
			{ text: '{ "name": "a" «/*» comment }' },
		],
	},
	"syntax.unclosed-string": {
		chronos: refused,
		valid: ['{ "name": "a" }'],
		invalid: [
			{ text: '{ "command": «"echo a»,\n  "name": "b" }', fixed: '{ "command": "echo a",\n  "name": "b" }' },
			{ text: '{ «"name»: "a" }', fixed: '{ "name": "a" }' },
		],
	},
	"syntax.unescaped-quote": {
		chronos: refused,
		valid: ['{ "command": "echo \\"a\\"" }'],
		invalid: [
			{ text: '{ "command": "echo «"»a b"", "name": "c" }', fixed: '{ "command": "echo \\"a b\\"", "name": "c" }' },
			{
				text: '{\n  "command": "curl -d \'{«"»a": 1}\'",\n  "name": "c"\n}',
				fixed: '{\n  "command": "curl -d \'{\\"a\\": 1}\'",\n  "name": "c"\n}',
			},
		],
	},
	"syntax.unexpected-bracket": {
		chronos: `${refused} A bracket after the end of the job is no mistake to Chronos.`,
		valid: ['{ "parents": ["a"] }'],
		invalid: [
			{ text: '{ "parents": ["a"]«]», "name": "b" }', fixed: '{ "parents": ["a"], "name": "b" }' },
			{ text: '{ "parents": ["a"«}», "name": "b" }', fixed: '{ "parents": ["a"], "name": "b" }' },
			{ text: '{ "name": "a" }«}»', fixed: '{ "name": "a" }' },
		],
	},
	"syntax.unopened": {
		chronos: refused,
		valid: ['{ "name": "a", "command": "b" }'],
		invalid: [
			{ text: '«"»name": "a",\n"command": "b"\n', fixed: '{\n"name": "a",\n"command": "b"\n}\n' },
			{ text: '{ "parents": «"»a", "b"], "name": "c" }', fixed: '{ "parents": ["a", "b"], "name": "c" }' },
			{
				text: '{ "container": «"»type": "DOCKER" }, "name": "a" }',
				fixed: '{ "container": { "type": "DOCKER" }, "name": "a" }',
			},
			{ text: '[ «"»name": "a" }, { "name": "b" }]', fixed: '[ { "name": "a" }, { "name": "b" }]' },
		],
	},
	"syntax.unquoted-key": {
		chronos: refused,
		valid: ['{ "name": "a" }'],
		invalid: [
			{ text: '{ «name»: "a" }', fixed: '{ "name": "a" }' },
			{ text: '{ «name"»: "a" }', fixed: '{ "name": "a" }' },
		],
	},
	"syntax.yaml": {
		chronos: "Chronos reads no YAML. We send it JSON.",
		valid: ["command: 'echo a: b'\n"],
		invalid: [
			{ text: "command: «echo a: b»\n", source: "a.yaml" },
			{ text: "name: a\n «command»: b\n", source: "a.yaml" },
			{ text: 'name: a\ncommand: «"echo»\nschedule: R//P1D\n', source: "a.yaml" },
			{ text: "name: a\n«command b»\nschedule: R//P1D\n", source: "a.yaml" },
			{ text: "command: «@»a\n", source: "a.yaml" },
			{ text: "«5»: a\n", source: "a.yaml" },
			{ text: "- a: «*b»\n", source: "a.yaml" },
		],
	},
};
