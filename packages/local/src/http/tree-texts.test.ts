import { describe, expect, it } from "vitest";
import { compareText, orderedMap, withEntry, withoutKey } from "../engine/ordered-map.ts";
import { createTreeTexts } from "./tree-texts.ts";

const numbers = Array.from({ length: 1000 }, (_, index) => String(index).padStart(4, "0"));
const full = numbers.reduce(
	(map, key) => withEntry(map, key, { key }),
	orderedMap<string, { readonly key: string }>(compareText),
);

describe("createTreeTexts", () => {
	it("writes all values in their order, with commas between", () => {
		const texts = createTreeTexts(({ key }: { readonly key: string }) => key, Infinity);
		expect(Buffer.concat([...texts(full)]).toString()).toBe(numbers.join(","));
		expect([...texts(orderedMap(compareText))]).toEqual([]);
	});

	it("writes anew only the neighbours of what changed", () => {
		let written = 0;
		const texts = createTreeTexts(({ key }: { readonly key: string }) => {
			written += 1;
			return key;
		}, Infinity);
		const text = (map: typeof full) => Buffer.concat([...texts(map)]).toString();
		text(full);
		expect(written).toBe(1000);
		expect(text(full)).toBe(numbers.join(","));
		expect(written).toBe(1000);
		const changed = withEntry(full, "0500", { key: "changed" });
		expect(text(changed)).toBe(numbers.join(",").replace("0500", "changed"));
		expect(written).toBeLessThan(1200);
		expect(text(withoutKey(full, "0000"))).toBe(numbers.slice(1).join(","));
	});

	it("keeps nothing of a map that is too large", () => {
		let written = 0;
		const texts = createTreeTexts(() => {
			written += 1;
			return "x";
		}, 999);
		for (const _ of [1, 2]) Array.from(texts(full));
		expect(written).toBe(2000);
	});
});
