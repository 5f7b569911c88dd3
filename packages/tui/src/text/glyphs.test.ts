import { expect, it } from "vitest";
import { widthOf } from "./cells.ts";
import { glyphsFor } from "./glyphs.ts";

const states = ["ok", "failed", "running", "queued", "fresh", "disabled"] as const;

it.each([false, true])("every state has its own sign, one cell wide (only ASCII: %s)", (isAscii) => {
	const glyphs = glyphsFor(isAscii);
	const signs = states.map((state) => glyphs[state]);
	expect(new Set(signs).size).toBe(states.length);
	expect(signs.map(widthOf)).toEqual(states.map(() => 1));
});

it("the ones for other terminals are ASCII", () => {
	expect(Object.values(glyphsFor(true)).flat().join("")).toMatch(/^[ -~]*$/);
});
