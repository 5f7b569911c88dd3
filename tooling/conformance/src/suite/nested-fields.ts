import { isPage } from "../answers.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal } from "../difference.ts";

const u = "http://files.example/a.tgz";

/** Field, what about it, what is sent, and what is on the wire then. */
const kept: readonly (readonly [about: string, field: string, sent: unknown, becomes: unknown])[] = [
	["a fetch has defaults", "fetch", [{ uri: u }], [{ uri: u, executable: false, cache: false, extract: true }]],
	["a fetch may lack even the uri", "fetch", [{}], [{ uri: "", executable: false, cache: false, extract: true }]],
	[
		"a fetch keeps what is said",
		"fetch",
		[{ extract: false, cache: true, executable: true, uri: u, output_file: "b" }],
		[{ uri: u, executable: true, cache: true, extract: false, output_file: "b" }],
	],
	[
		"an empty output_file is none",
		"fetch",
		[{ uri: u, output_file: "" }],
		[{ uri: u, executable: false, cache: false, extract: true }],
	],
	[
		"a flag of a fetch is coerced",
		"fetch",
		[{ uri: u, extract: "TRUE", cache: 1 }],
		[{ uri: u, executable: false, cache: true, extract: false }],
	],
	["fetches keep their order", "uris", ["http://b/", "http://a/"], ["http://b/", "http://a/"]],
	[
		"variables keep their order and repetitions",
		"environmentVariables",
		[
			{ name: "B", value: "1" },
			{ name: "A", value: "2" },
			{ name: "B", value: "3" },
		],
		[
			{ name: "B", value: "1" },
			{ name: "A", value: "2" },
			{ name: "B", value: "3" },
		],
	],
	[
		"unknown keys of a variable are ignored",
		"environmentVariables",
		[{ name: "A", value: "1", secret: true }],
		[{ name: "A", value: "1" }],
	],
	[
		"a variable may have any name",
		"environmentVariables",
		[{ name: "not a name", value: "1" }],
		[{ name: "not a name", value: "1" }],
	],
	[
		"a constraint with an unknown operator is dropped",
		"constraints",
		[
			["rack", "UNIQUE", "x"],
			["rack", "EQUALS", "r"],
		],
		[["rack", "EQUALS", "r"]],
	],
	["an operator in lower case is unknown", "constraints", [["rack", "equals", "r"]], []],
	["UNLIKE is an operator", "constraints", [["rack", "UNLIKE", "r.*"]], [["rack", "UNLIKE", "r.*"]]],
	["arguments keep empty ones", "arguments", ["", "a b", ""], ["", "a b", ""]],
];

const refused: readonly (readonly [about: string, field: string, sent: unknown])[] = [
	["a variable without value", "environmentVariables", [{ name: "A" }]],
	["a variable without name", "environmentVariables", [{ value: "a" }]],
	["a constraint of two items", "constraints", [["rack", "EQUALS"]]],
	["a LIKE with a broken regular expression", "constraints", [["rack", "LIKE", "["]]],
	["an UNLIKE with a broken regular expression", "constraints", [["rack", "UNLIKE", "("]]],
];

export const nestedFields: Topic = {
	name: "fetch, variables, constraints",
	tests: [
		...kept.map(([about, field, sent, becomes]): ChronosTest => ({
			name: about,
			section: "§2.5",
			run: async (chronos) => {
				const job = await chronos.job(await chronos.create({ [field]: sent, disabled: true }));
				equal(field, JSON.stringify(job[field]), JSON.stringify(becomes));
			},
		})),
		...refused.map(([about, field, sent]): ChronosTest => ({
			name: `${about} is 500 as HTML`,
			section: "§2.5",
			run: async (chronos) => {
				const name = chronos.name();
				isPage(await chronos.put({ name, schedule: "R/2090-01-01T00:00:00Z/P1D", [field]: sent }), 500, "");
			},
		})),
	],
};
