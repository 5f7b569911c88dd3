import { describe, expect, it } from "vitest";
import { collapse, expandGroups } from "./collapse-groups.ts";

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
			{ kind: "sweep", group: "train", items: named("train.2", "train.1") },
			{ kind: "job", item: { name: "c" } },
		]);
	});

	it("stays as it is without sweeps", () => {
		expect(collapse(named("b"), [])).toEqual([{ kind: "job", item: { name: "b" } }]);
	});
});

it.each([
	["sweep:train", ["train.1", "train.3"]],
	["train", ["train.1", "train.3"]],
	["a", ["a"]],
	["sweep:a", []],
	["sweep:nope", ["sweep:nope"]],
	["train.1", ["train.1"]],
	["b*", ["b*"]],
])("%s selects %j", (word, expected) => {
	expect(expandGroups([word], { groups, jobs: named("a", "b", "train.1", "train.3") })).toEqual(expected);
});
