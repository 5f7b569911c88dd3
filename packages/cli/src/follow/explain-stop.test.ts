import { ChronosError } from "@chronos-job/core";
import { expect, it } from "vitest";
import { explainStop } from "./explain-stop.ts";

const aborted = new DOMException("This operation was aborted", "AbortError");

it.each([
	[
		"timeout",
		["a"],
		"wait.timeout",
		"a is still under way after 1m 30s",
		"Follow it again with `chronos-job watch a`.",
	],
	[
		"timeout",
		["a", "b"],
		"wait.timeout",
		"a, b are still under way after 1m 30s",
		"Follow them again with `chronos-job watch a b`.",
	],
	[
		"interrupted",
		["a", "b", "c", "d", "e", "f", "g"],
		"wait.interrupted",
		"nobody waits any longer; a, b, c, d, e and 2 more go on",
		"Follow them again with `chronos-job watch`.",
	],
] as const)("%s of %j", (...[cause, jobs, code, message, hint]) => {
	expect(explainStop(aborted, { cause, jobs, timeoutMs: 90_000 })).toMatchObject({ code, message, hint });
});

it("whatever else went wrong stays what it is", () => {
	const error = new ChronosError("target.unreachable", "no server answers");
	expect(explainStop(error, { cause: undefined, jobs: ["a"], timeoutMs: undefined })).toBe(error);
});
