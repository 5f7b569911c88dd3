import { describe, expect, it } from "vitest";
import { collapse, expandGroups, withSweeps } from "./collapse-groups.ts";

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

const groups = [
	{ group: "train", jobs: named("train.1", "train.2", "train.3") },
	{ group: "gone", jobs: named("gone.1") },
	{ group: "a", jobs: named("a.1") },
];

describe("a list", () => {
	it("has the jobs of a sweep in one row, where the first of them stood", () => {
		expect(collapse(named("b", "train.2", "c", "train.1"), groups)).toEqual([
			{ kind: "job", item: { name: "b" } },
			{ kind: "sweep", group: "train", items: named("train.2", "train.1"), total: 3 },
			{ kind: "job", item: { name: "c" } },
		]);
	});

	it("stays as it is without sweeps", () => {
		expect(collapse(named("b"), [])).toEqual([{ kind: "job", item: { name: "b" } }]);
	});
});

it("jobs know the sweep that they belong to", () => {
	expect(withSweeps(named("b", "train.2"), groups)).toEqual([{ name: "b" }, { name: "train.2", sweep: "train" }]);
});

describe("of a, b, train.1 and train.3", () => {
	const jobs = named("a", "b", "train.1", "train.3");

	it.each([
		["sweep:train", ["train.1", "train.3"]],
		["train", ["train.1", "train.3"]],
		["a", ["a"]],
		["nope", ["nope"]],
		["train.1", ["train.1"]],
		["b*", ["b*"]],
	])("%s selects %j", (word, expected) => {
		expect(expandGroups([word], { groups, jobs })).toEqual(expected);
	});

	it.each([
		["sweep:nope", 'no sweep "nope" was begun from here', "Run `chronos-job list` to see the jobs."],
		["sweep:trian", 'no sweep "trian" was begun from here', "Did you mean `sweep:train`?"],
		["sweep:a", 'the server has no job of the sweep "a" any more', "Run `chronos-job list` to see the jobs."],
		["gone", 'the server has no job of the sweep "gone" any more', "Run `chronos-job list` to see the jobs."],
	])("%s never stands for no job at all", (word, message, hint) => {
		const refusal = expect.objectContaining({ code: "job.not-found", message, hint });
		expect(() => expandGroups([word, "b"], { groups, jobs })).toThrow(refusal);
	});
});
