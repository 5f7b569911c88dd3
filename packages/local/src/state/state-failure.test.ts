import { describe, expect, it } from "vitest";
import { explainStateFailure, inState } from "./state-failure.ts";

const failure = (code: string, words: string) =>
	Object.assign(new Error(`${code}: ${words}, mkdir '/s'`), { code, syscall: "mkdir" });

describe("what keeps a state directory from being used", () => {
	it.each([
		["EROFS", "read-only file system", "the file system is read-only (EROFS)"],
		["EACCES", "permission denied", "permission denied (EACCES)"],
		["ENOENT", "no such file or directory", "nothing can be made there (ENOENT)"],
	])("%s is a refusal", (code, words, why) => {
		expect(explainStateFailure(failure(code, words), "/s")).toMatchObject({
			code: "local.state-refused",
			message: `the state directory /s cannot be used: ${why}`,
		});
	});

	it.each([
		["ENOSPC", "no space left on device", "no space left on device (ENOSPC)"],
		["EDQUOT", "unknown error", "your quota is used up (EDQUOT)"],
	])("%s is a lack of room", (code, words, why) => {
		expect(explainStateFailure(failure(code, words), "/s")).toMatchObject({
			code: "store.full",
			message: `there is no room for the state directory /s: ${why}`,
		});
	});

	it("is not what a bug says", () => {
		const bug = new TypeError("x is not a function");
		expect(explainStateFailure(bug, "/s")).toBe(bug);
		expect(() =>
			inState({ path: "/s" }, () => {
				throw bug;
			}),
		).toThrow(bug);
		expect(inState({ path: "/s" }, () => 5)).toBe(5);
	});
});
