import { existsSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { planPrune, pruneSandboxes, type Retention } from "./prune-sandboxes.ts";

const retention: Retention = { now: 1000, maxAgeMs: 100, maxBytes: 50, keep: new Set() };
const sandbox = (directory: string, changedAt: number, bytes: number) => ({ directory, changedAt, bytes });

describe("retention", () => {
	it.each([
		["keeps what is young and small", [sandbox("a", 950, 50)], {}, []],
		["removes what is too old", [sandbox("a", 899, 1), sandbox("b", 900, 1)], {}, ["a"]],
		[
			"removes the oldest while it is too much",
			[sandbox("b", 960, 30), sandbox("a", 950, 30), sandbox("c", 970, 20)],
			{},
			["a"],
		],
		["counts what was removed for its age", [sandbox("a", 1, 40), sandbox("b", 990, 40)], {}, ["a"]],
		["never removes what is not settled", [sandbox("a", 1, 90), sandbox("b", 990, 1)], { keep: new Set(["a"]) }, ["b"]],
	])("%s", (...[, sandboxes, change, expected]) => {
		expect(planPrune(sandboxes, { ...retention, ...change })).toEqual(expected);
	});

	it("removes directories with what is in them", async () => {
		using root = tempDir({ "old/stdout": "x", "old/deep/file": "x", "new/stdout": "x" });
		utimesSync(join(root.path, "old"), 1, 1);
		utimesSync(join(root.path, "new"), 100, 100);
		const removed = await pruneSandboxes(root.path, { ...retention, now: 100_050, maxBytes: 1e9 });
		expect(removed).toEqual([join(root.path, "old")]);
		expect([existsSync(join(root.path, "old")), existsSync(join(root.path, "new"))]).toEqual([false, true]);
	});

	it("finds nothing where nothing is", async () => {
		expect(await pruneSandboxes("/no/such/directory", retention)).toEqual([]);
	});
});
