import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	compareNumber,
	compareText,
	findIn,
	firstOf,
	orderedMap,
	type OrderedMap,
	sizeOf,
	valuesOf,
	withEntry,
	withoutKey,
} from "./ordered-map.ts";

const numbers = (keys: readonly number[]): OrderedMap<number, string> =>
	keys.reduce((map, key) => withEntry(map, key, String(key)), orderedMap<number, string>(compareNumber));

describe("an ordered map", () => {
	test("is read in the order of its keys", () => {
		const map = numbers([5, 1, 4, 2, 3, 2]);
		expect([...valuesOf(map)]).toEqual(["1", "2", "3", "4", "5"]);
		expect(firstOf(map)?.key).toBe(1);
		expect(sizeOf(map)).toBe(5);
	});

	test("finds what it holds and nothing else", () => {
		const map = withEntry(withEntry(orderedMap<string, number>(compareText), "b", 1), "a", 2);
		expect([findIn(map, "a"), findIn(map, "b"), findIn(map, "c")]).toEqual([2, 1, undefined]);
	});

	test("is left as it was by a change", () => {
		const before = numbers([1, 2, 3]);
		const after = withoutKey(withEntry(before, 4, "4"), 1);
		expect([...valuesOf(before)]).toEqual(["1", "2", "3"]);
		expect([...valuesOf(after)]).toEqual(["2", "3", "4"]);
	});

	test("is the same map when there was nothing to remove", () => {
		const map = numbers([1, 2]);
		expect(withoutKey(map, 3)).toBe(map);
	});

	test("stays shallow when the keys come in order", () => {
		const map = numbers(Array.from({ length: 4096 }, (_, index) => index));
		let depth = 0;
		for (let at = map.root; at !== undefined; at = at.right) depth++;
		expect(depth).toBeLessThan(24);
	});
});

test("whatever is put and removed, an ordered map agrees with a plain one and stays balanced", () => {
	const change = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 }));
	fc.assert(
		fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
			let map = orderedMap<number, number>(compareNumber);
			const plain = new Map<number, number>();
			for (const [index, [isPut, key]] of changes.entries()) {
				map = isPut ? withEntry(map, key, index) : withoutKey(map, key);
				if (isPut) plain.set(key, index);
				else plain.delete(key);
			}
			expect([...valuesOf(map)]).toEqual([...plain].toSorted(([a], [b]) => a - b).map(([, value]) => value));
			expect(isBalanced(map.root)).toBe(true);
		}),
	);
});

function isBalanced(tree: OrderedMap<number, number>["root"]): boolean {
	if (tree === undefined) return true;
	const sides = [tree.left, tree.right];
	const [small = 0, large = 0] = sides.map((side) => side?.size ?? 0).toSorted((a, b) => a - b);
	const isFair = large < 2 || large <= 3 * small;
	return isFair && tree.size === small + large + 1 && sides.every(isBalanced);
}
