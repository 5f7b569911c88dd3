import { describe, expect, it } from "vitest";
import { shortHash } from "@chronos-job/core";
import { fileNameOf } from "./file-name-of.ts";

describe("the name of a job as a file", () => {
	it.each([
		["nightly", "nightly"],
		["a.b-c_d", "a.b-c_d"],
		["..", "%2E."],
		[".hidden", "%2Ehidden"],
		["two words #1", "two%20words%20%231"],
		["a/b", "a%2Fb"],
	])("%j is %s", (job, name) => {
		expect(fileNameOf(job)).toBe(name);
	});

	it("is cut when it is too long, and still its own", () => {
		const names = ["x", "y"].map((end) => fileNameOf("é".repeat(300) + end));
		expect(new Set(names).size).toBe(2);
		for (const name of names) expect(name).toMatch(/^(?:%C3%A9)+(?:%C3)?-[\da-f]{8}$/);
		expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(200);
	});

	it("has the hash that FNV-1a has", () => {
		expect([shortHash(""), shortHash("a")]).toEqual(["811c9dc5", "e40c292c"]);
	});
});
