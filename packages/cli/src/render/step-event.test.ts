import { describe, expect, it } from "vitest";
import type { StepEvent } from "../change/step-event.ts";
import type { Screen } from "../host.ts";
import { stepLine, unchangedLines } from "./step-event.ts";

const screen: Screen = { width: 80, color: false, wraps: false, interactive: false };
const step: StepEvent = { type: "step.applied", kind: "created", job: "hello", fields: [], startsAgain: false };

describe("a step that was done", () => {
	it.each<readonly [Partial<StepEvent>, string]>([
		[{}, "created     hello"],
		[{ kind: "replaced", fields: ["schedule", "cpus"] }, "replaced    hello  (schedule, cpus)"],
		[{ kind: "replaced", fields: ["schedule"], startsAgain: true }, "replaced    hello  (schedule, runs again)"],
		[{ kind: "started-again", startsAgain: true }, "runs again  hello"],
		[{ kind: "reparented", fields: ["parents"] }, "replaced    hello  (parents, for its parent is gone)"],
		[{ kind: "disabled", fields: ["disabled"] }, "disabled    hello"],
		[{ kind: "replaced", fields: "abcdefgh".split("") }, "replaced    hello  (a, b, c, d, e, f and 2 more)"],
		[{ answered: "500" }, "created     hello  the server answered 500 and did it all the same"],
	])("%j is one line", (fields, line) => {
		expect(stepLine({ ...step, ...fields }, screen)).toBe(`${line}\n`);
	});

	it("has no control characters of the server", () => {
		expect(stepLine({ ...step, job: "a\u001B[2J" }, screen)).not.toContain("\u001B");
	});
});

describe("unchanged jobs", () => {
	it("are named when they are few, and counted when they are many", () => {
		expect(unchangedLines(["a", "b"], screen)).toBe("unchanged   a\nunchanged   b\n");
		expect(unchangedLines(Array<string>(21).fill("a"), screen)).toBe("unchanged   21 jobs\n");
	});
});
