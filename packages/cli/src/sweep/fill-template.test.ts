import { describe, expect, it } from "vitest";
import { fillTemplate, fitParams, plannedJobs } from "./fill-template.ts";

const template = { name: "train", command: "train --lr {{lr}} --seed {{seed}}", cpus: "{{cpus}}" };

describe("parameters", () => {
	it("of which a template has no place are left out", () => {
		const params = {
			names: ["seed", "note"],
			rows: [
				["1", "a"],
				["2", "b"],
			],
		};
		expect(fitParams({ name: "a", command: "{{seed}}" }, params)).toEqual({
			params: { names: ["seed"], rows: [["1"], ["2"]] },
			unused: ["note"],
		});
	});

	it.each([
		[
			"a place without a value",
			{ names: ["lr"], rows: [["1"]] },
			"there are no values for {{seed}}, {{cpus}}, only for lr",
		],
		[
			"two rows that are the same",
			{
				names: ["lr", "seed", "cpus", "note"],
				rows: [
					["1", "1", "1", "a"],
					["1", "1", "1", "b"],
				],
			},
			"jobs 1 and 2 are the same: both have lr=1 seed=1 cpus=1",
		],
	])("are refused for %s", (_, params, message) => {
		expect(() => fitParams(template, params)).toThrow(message);
	});

	it("are refused for a template without a place", () => {
		const params = { names: ["x"], rows: [["1"], ["2"]] };
		expect(() => fitParams({ name: "a" }, params)).toThrow(
			"jobs 1 and 2 are the same: the template has no placeholder",
		);
	});
});

it.each([
	["train", undefined, "train.x1"],
	["train", "second", "second.x1"],
	["train-{{x}}", "second", "train-1"],
])("a job of the template %s in the group %s is called %s", (name, group, expected) => {
	expect(plannedJobs({ name }, { names: ["x"], rows: [["1"]] }, group)).toEqual([{ name: expected, values: ["1"] }]);
});

it("every row becomes a job", () => {
	const params = { names: ["lr", "seed", "cpus"], rows: [["0.1", "1", "2"]] };
	const [job] = plannedJobs(template, params);
	expect(job).toEqual({ name: "train.lr0.1.seed1.cpus2", values: ["0.1", "1", "2"] });
	const document = fillTemplate(template, params.names, job ?? { name: "", values: [] });
	expect(document.values).toEqual([{ name: "train.lr0.1.seed1.cpus2", command: "train --lr 0.1 --seed 1", cpus: 2 }]);
	expect(document.source).toBe("train.lr0.1.seed1.cpus2");
});
