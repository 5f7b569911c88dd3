import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupName, sweepNames } from "./sweep-names.ts";

describe("the job of a row", () => {
	it.each<readonly [string, string, Readonly<Record<string, string>>, string]>([
		["has the values behind the template's name", "train", { lr: "0.1", seed: "3" }, "train.lr0.1.seed3"],
		["sets words apart from words", "train", { opt: "adam", seed: "3" }, "train.opt_adam.seed3"],
		["sets digits apart from digits", "train", { layer2: "5" }, "train.layer2_5"],
		["keeps the sign of a number", "train", { shift: "-1" }, "train.shift-1"],
		["is called as the template's name says", "t-{{seed}}", { lr: "0.1", seed: "3" }, "t-3"],
		["may have blanks in its placeholders", "t-{{ seed }}", { seed: "3" }, "t-3"],
	])("%s", (...[, template, row, name]) => {
		expect(sweepNames(template, { names: Object.keys(row), rows: [Object.values(row)] })).toEqual([name]);
	});

	it.each([
		["of what a name cannot say", "/data/a b.csv", /^t\.x_data-a-b\.csv-[\da-f]{8}$/],
		["of letters with accents", "città", /^t\.x_citta-[\da-f]{8}$/],
		["of an empty value", "", /^t\.x_none-[\da-f]{8}$/],
		["of a name that is too long", "a".repeat(200), /^t\.x_a{107}-[\da-f]{8}$/],
	])("has a mark because %s", (_, value, expected) => {
		const [name = ""] = sweepNames("t", { names: ["x"], rows: [[value]] });
		expect(name).toMatch(expected);
		expect(name.length).toBeLessThanOrEqual(120);
	});

	it("has a mark where the template calls two rows the same", () => {
		const params = {
			names: ["lr", "seed"],
			rows: [
				["1", "1"],
				["1", "2"],
				["2", "1"],
			],
		};
		const [first = "", second, third] = sweepNames("t-{{lr}}", params);
		expect(first).toMatch(/^t-1-[\da-f]{8}$/);
		expect(second).not.toBe(first);
		expect(third).toBe("t-2");
	});

	it("has a legal name of its own, whatever the values are", () => {
		const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z_][\w-]{0,5}$/), { minLength: 1, maxLength: 3 });
		const params = names.chain((names) =>
			fc.record({
				names: fc.constant(names),
				rows: fc.uniqueArray(
					fc.array(
						fc.oneof(
							fc.string({
								unit: fc.constantFrom('"', "a", "Z", "0", " ", ".", "-", "_", "\n", ",", ";", "#", "é", "€", "𝕏"),
								maxLength: 6,
							}),
							fc.constantFrom("1", "1.b1", "-1", "b", "B"),
						),
						{
							minLength: names.length,
							maxLength: names.length,
						},
					),
					{ maxLength: 10, selector: (row) => JSON.stringify(row) },
				),
			}),
		);
		fc.assert(
			fc.property(params, fc.constantFrom("t", "t-{{a}}", "x".repeat(130)), (params, template) => {
				const isPattern = params.names.includes("a");
				const found = sweepNames(isPattern ? template : template.replace("{{a}}", ""), params);
				expect(new Set(found).size).toBe(params.rows.length);
				for (const name of found) expect(name).toMatch(/^[\w.-]{1,120}$/);
			}),
		);
	});

	it("keeps its name when other rows come", () => {
		const rows = [["a b"], ["c"]];
		const few = sweepNames("t", { names: ["x"], rows });
		const more = sweepNames("t", { names: ["x"], rows: [["d"], ...rows] });
		expect(more.slice(1)).toEqual(few);
	});
});

it.each([
	["train", "train"],
	["train-{{lr}}", "train"],
	["train-{{lr}}-v2", "train-v2"],
	["{{lr}}", "sweep"],
	["my job", "my-job"],
])("the jobs of %s are called %s together", (template, name) => {
	expect(groupName(template)).toBe(name);
});
