import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTaskId, parseTaskId } from "./task-id.ts";

describe("a task id", () => {
	it.each([
		[
			"ct:1420843781398:0:sample-name:-a 1 -b 2",
			{ queuedAt: 1_420_843_781_398, attempt: 0, job: "sample-name", args: "-a 1 -b 2" },
		],
		["ct:1:2:a.b_c:", { queuedAt: 1, attempt: 2, job: "a.b_c", args: "" }],
		["ct:1:0:a:x:y", { queuedAt: 1, attempt: 0, job: "a", args: "x:y" }],
		["ct:1:0:a", { queuedAt: 1, attempt: 0, job: "a", args: "" }],
	])("%s is understood", (text, id) => {
		expect(parseTaskId(text)).toEqual(id);
	});

	it.each(["", "ct:1:0:", "ct:x:0:a:", "xct:1:0:a:", "ct:1:0:a:line\nbreak", "ct:-1:0:a:"])("%j is none", (text) => {
		expect(parseTaskId(text)).toBeUndefined();
	});

	it("loses the semicolons of its arguments", () => {
		expect(formatTaskId({ queuedAt: 1, attempt: 0, job: "a", args: "x; rm y;" })).toBe("ct:1:0:a:x rm y");
	});

	it("comes back as it was written", () => {
		const ids = fc.record({
			queuedAt: fc.maxSafeNat(),
			attempt: fc.nat(),
			job: fc.stringMatching(/^[\w.-]+$/),
			args: fc.stringMatching(/^[^;\n\r\u2028\u2029]*$/),
		});
		fc.assert(
			fc.property(ids, (id) => {
				expect(parseTaskId(formatTaskId(id))).toEqual(id);
			}),
		);
	});
});
