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
	expect(explainStop(aborted, { cause, jobs, timeoutMs: 90_000, target: "local" })).toMatchObject({
		code,
		message,
		hint,
	});
});

it("whatever else went wrong stays what it is", () => {
	const error = new ChronosError("target.unreachable", "no server answers");
	expect(explainStop(error, { cause: undefined, jobs: ["a"], timeoutMs: undefined, target: "local" })).toBe(error);
});

it("of another server names it, and says what has kept a job from running", () => {
	const reason = "it needs 4 CPUs, and this machine has 2";
	const stop = { cause: "timeout", jobs: ["a"], timeoutMs: 4000, target: "lab", reason } as const;
	expect(explainStop(aborted, stop)).toMatchObject({
		message: `a has not started after 4s: ${reason}`,
		hint: "Follow it again with `chronos-job watch --context lab a`.",
	});
});
