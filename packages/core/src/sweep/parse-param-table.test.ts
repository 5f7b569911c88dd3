import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseParamTable } from "./parse-param-table.ts";

describe("a table of parameters", () => {
	it.each<readonly [string, string, readonly (readonly string[])[]]>([
		[
			"has a line per job",
			"lr,seed\n0.1,1\n0.01,2\n",
			[
				["lr", "seed"],
				["0.1", "1"],
				["0.01", "2"],
			],
		],
		["needs no line end at its end", "lr\n0.1", [["lr"], ["0.1"]]],
		[
			"may come from Windows",
			"\uFEFFlr,seed\r\n0.1,1\r\n",
			[
				["lr", "seed"],
				["0.1", "1"],
			],
		],
		["may have comments and empty lines", "# runs\n\nlr\n  # one\n0.1\n\n", [["lr"], ["0.1"]]],
		[
			"may have blanks around values",
			"lr , seed\n 0.1,  1 \n",
			[
				["lr", "seed"],
				["0.1", "1"],
			],
		],
		[
			"may have quoted values",
			'x,y\n"a,b", "say ""hi"""\n',
			[
				["x", "y"],
				["a,b", 'say "hi"'],
			],
		],
		[
			"may have line ends in them",
			'x,y\n"a\nb",1\n',
			[
				["x", "y"],
				["a\nb", "1"],
			],
		],
		[
			"may have empty values",
			"x,y,z\n,,\n1,,3\n",
			[
				["x", "y", "z"],
				["", "", ""],
				["1", "", "3"],
			],
		],
		["keeps quotation marks inside of values", 'x\n5" disk\n', [["x"], ['5" disk']]],
		[
			"may be separated by semicolons",
			"lr;seed\n0,1;1\n",
			[
				["lr", "seed"],
				["0,1", "1"],
			],
		],
		["may have no job at all", "lr\n", [["lr"]]],
	])("%s", (_, text, [names = [], ...rows]) => {
		expect(parseParamTable(text)).toEqual({ kind: "params", params: { names, rows } });
	});

	it("may be separated by tabs", () => {
		const params = { names: ["x", "y"], rows: [["a,b", "1"]] };
		expect(parseParamTable("x\ty\na,b\t1\n", { separator: "\t" })).toEqual({ kind: "params", params });
	});

	it.each([
		["", "1:1 there is no line with the names of the parameters"],
		["# nothing\n", "1:1 there is no line with the names of the parameters"],
		["lr,1x\n", '1:4 "1x" is no name for a parameter'],
		["\uFEFFa b,c\n", '1:1 "a b" is no name for a parameter'],
		["\uFEFFc,a b\n", '1:3 "a b" is no name for a parameter'],
		["a,,b\n", '1:3 "" is no name for a parameter'],
		["a,b,a\n", "1:5 a is there twice"],
		["a,b\n1,2\n1,2,3\n", "3:5 here is value 3 of 2"],
		["a,b\n# c\n1\n", "3:1 the line has 1 of 2 values"],
		['a,b\n1,"x\n', "2:3 a quotation mark is never closed"],
		['a,b\n"x\ny",1\n"x"y,1\n', "4:4 there is something behind a closing quotation mark"],
	])("%j is refused", (text, expected) => {
		const parsed = parseParamTable(text);
		const told = parsed.kind === "problem" ? parsed.problem : undefined;
		expect(`${told?.place?.line}:${told?.place?.column} ${told?.message}`).toBe(expected);
	});

	it("gives back what was written with quotation marks", () => {
		const cell = fc.string({
			unit: fc.constantFrom('"', "a", "Z", "0", " ", ".", "-", "_", "\n", ",", ";", "#", "é", "€", "𝕏"),
			maxLength: 6,
		});
		fc.assert(
			fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
				const quoted = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","));
				const params = { names: ["a", "b"], rows };
				expect(parseParamTable(["a,b", ...quoted].join("\n"))).toEqual({ kind: "params", params });
			}),
		);
	});

	it("never throws, whatever the text is", () => {
		const letter = fc.constantFrom('"', ",", "\n", "\r", "a", " ", "#", "\uFEFF", "é", ";", "\t");
		fc.assert(
			fc.property(fc.string({ unit: letter }), (text) => {
				expect(["params", "problem"]).toContain(parseParamTable(text).kind);
			}),
		);
	});
});
