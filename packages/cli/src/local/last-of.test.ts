import { expect, it } from "vitest";
import { lastOf } from "./last-of.ts";

it("the end of a long text is kept, and little more is held meanwhile", () => {
	let last = lastOf(5);
	for (const part of ["ab", "cde", "f", "ghijklmnop", "q"]) last = last.add(part);
	expect(last.text).toBe("mnopq");
	expect(lastOf(5).add("ab").text).toBe("ab");
});
