import { describe, expect, it } from "vitest";
import { parseTarget } from "./read-target.ts";

describe("parseTarget", () => {
	it.each([
		["plain", "/v1/scheduler/jobs", ["v1", "scheduler", "jobs"]],
		["with a query", "/jobs?x=/y", ["jobs"]],
		["with a slash at the end", "/jobs/", ["jobs", ""]],
		["with two slashes", "/v1//jobs", ["v1", "", "jobs"]],
		["with escapes", "/a%20b%2Fc%3a", ["a b/c:"]],
		["with more than ASCII", "/caf%C3%A9", ["café"]],
		["with bytes that are no UTF-8", "/a%FFb", ["a�b"]],
		["with matrix parameters", "/jobs;v=1/a;x=y;z", ["jobs", "a"]],
		["as a proxy sends it", "http://host:1/jobs?q", ["jobs"]],
		["of a whole server", "*", []],
	])("reads a path %s", (_, target, segments) => {
		expect(parseTarget(target)?.segments).toEqual(segments);
	});

	it("keeps the path as it was sent", () => {
		expect(parseTarget("/a%20b;x=1?q=1")?.path).toBe("/a%20b;x=1");
	});

	it("takes a plus in a query for a space, and in a path for a plus", () => {
		const target = parseTarget("/a+b?arguments=c+d");
		expect([target?.segments[0], target?.query.get("arguments")]).toEqual(["a+b", "c d"]);
	});

	it.each(["/%", "/%4", "/%zz", "/a%2"])("refuses the escape in %s", (target) => {
		expect(parseTarget(target)).toBeUndefined();
	});
});
