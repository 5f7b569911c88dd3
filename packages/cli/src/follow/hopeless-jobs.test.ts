import type { Fate } from "@chronos-job/core";
import { expect, it } from "vitest";
import { hopelessJobs, type Relative } from "./hopeless-jobs.ts";

const fate = (job: string, outcome: Fate["outcome"]): Fate => ({ job, outcome, at: 0 });
const child = (name: string, ...parents: readonly string[]): Relative => ({ name, parents });

it.each([
	["nobody, while all goes well", [{ name: "a" }, child("b", "a")], [fate("a", "succeeded")], []],
	["a child of one that failed", [{ name: "a" }, child("b", "a")], [fate("a", "failed")], ["b: a has failed"]],
	[
		"its children as well, whatever the order",
		[child("c", "b"), child("b", "a"), { name: "a" }],
		[fate("a", "killed")],
		["c: b will not run either", "b: a was killed"],
	],
	[
		"one of whose parents one has failed",
		[child("c", "a", "b"), { name: "a" }, { name: "b" }],
		[fate("a", "succeeded"), fate("b", "lost")],
		["c: b was lost"],
	],
	[
		"nobody, when the parent fails softly",
		[{ name: "a", softError: true }, child("b", "a")],
		[fate("a", "failed")],
		[],
	],
	["nobody whose fate is known", [child("b", "a")], [fate("a", "failed"), fate("b", "succeeded")], []],
	["nobody, when the parent is not followed", [child("b", "x")], [], []],
] as const)("hopeless is %s", (...[, relatives, fates, expected]) => {
	const shown = hopelessJobs(relatives, fates).map(({ job, parent, because }) => `${job}: ${parent} ${because}`);
	expect(shown).toEqual(expected);
});
