import { chmodSync, existsSync, readdirSync, symlinkSync, utimesSync } from "node:fs";
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

	it("counts what links lead to nowhere, and enters no link", async () => {
		using root = tempDir({ "inside/1-0/files/data": "x".repeat(60_000), "outside/keep": "y".repeat(60_000) });
		const inside = join(root.path, "inside");
		const files = join(inside, "1-0/files");
		symlinkSync(".", join(files, "loop"));
		symlinkSync(join(root.path, "outside"), join(files, "outside"));
		symlinkSync(join(root.path, "outside"), join(inside, "2-0"));
		expect(await pruneSandboxes(inside, { ...retention, now: 0, maxBytes: 100_000 })).toEqual([]);
		expect(await pruneSandboxes(inside, { ...retention, now: 1e15 })).toHaveLength(2);
		expect([readdirSync(inside), readdirSync(join(root.path, "outside"))]).toEqual([[], ["keep"]]);
	});

	it("is done soon with many links to one place", async () => {
		using root = tempDir({ "1-0/files/data": "x" });
		for (const name of ["a", "b"]) symlinkSync(".", join(root.path, "1-0/files", name));
		expect(await pruneSandboxes(root.path, { ...retention, now: 0, maxBytes: 1e9 })).toEqual([]);
	});

	it("removes what its job has made read-only", async () => {
		using root = tempDir({ "1-0/files/cache/deep/data": "x" });
		for (const path of ["1-0/files/cache/deep", "1-0/files/cache"]) chmodSync(join(root.path, path), 0o500);
		expect(await pruneSandboxes(root.path, { ...retention, now: 1e15 })).toHaveLength(1);
	});

	it("leaves everything when nobody wants it any more", async () => {
		using root = tempDir({ "1-0/stdout": "x" });
		const signal = AbortSignal.abort();
		expect(await pruneSandboxes(root.path, { ...retention, now: 1e15, signal })).toEqual([]);
	});

	it("finds nothing where nothing is", async () => {
		expect(await pruneSandboxes("/no/such/directory", retention)).toEqual([]);
	});
});
