import { describe, expect, it } from "vitest";
import { hang } from "./hang.ts";

const screen = { width: 30, color: false, wraps: true, interactive: true };

describe("a hanging text", () => {
	it("stays on one line where it fits, and where nothing breaks lines", () => {
		expect(hang("when  ", "once, now", screen)).toEqual(["when  once, now"]);
		expect(hang("when  ", "a text that is longer than thirty columns", { ...screen, wraps: false })).toHaveLength(1);
	});

	it("goes on under itself", () => {
		expect(hang("when  ", "a text that is longer than thirty columns", screen)).toEqual([
			"when  a text that is longer",
			"      than thirty columns",
		]);
	});

	it("stands below a long head, whatever colours that has", () => {
		expect(hang("\u001B[1mjobs/nightly.json:7:15\u001B[22m  ", "the period is wrong", screen)).toEqual([
			"\u001B[1mjobs/nightly.json:7:15\u001B[22m",
			"   the period is wrong",
		]);
	});
});
