import { describe, expect, it } from "vitest";
import { formatConstraint, parseConstraint } from "./constraint-text.ts";

describe("a constraint on a command line", () => {
	it.each([
		["hostname:LIKE:gpu-.*", ["hostname", "LIKE", "gpu-.*"]],
		["rack:EQUALS:", ["rack", "EQUALS", ""]],
		["image:UNLIKE:a:b", ["image", "UNLIKE", "a:b"]],
	] as const)("%s is read and written", (text, constraint) => {
		expect(parseConstraint(text)).toEqual(constraint);
		expect(formatConstraint(constraint)).toBe(text);
	});

	it.each(["", "hostname", "hostname:LIKE", "hostname:like:x", "hostname:UNIQUE:x", ":LIKE:x"])(
		"%j is none",
		(text) => {
			expect(parseConstraint(text)).toBeUndefined();
		},
	);
});
