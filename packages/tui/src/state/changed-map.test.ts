import * as fc from "fast-check";
import { expect, it } from "vitest";
import { changedMap } from "./changed-map.ts";

const key = fc.constantFrom("a", "b", "c", "d", "e");
const change = fc.record({ entries: fc.array(fc.tuple(key, fc.record({ at: fc.nat(9) }))), gone: fc.array(key) });

it("is a map with its changes, whatever was changed before, and leaves that as it was", () => {
	fc.assert(
		fc.property(fc.array(change), (changes) => {
			let map: ReadonlyMap<string, object> = new Map([["a", { at: 0 }]]);
			const plain = new Map(map);
			for (const { entries, gone } of changes) {
				const before = [...map];
				const next = changedMap(map, { entries, gone });
				for (const [name, value] of entries) plain.set(name, value);
				for (const name of gone) plain.delete(name);
				expect([...map]).toEqual(before);
				map = next;
			}
			expect(map.size).toBe(plain.size);
			expect(new Map(map)).toEqual(plain);
			expect([...map.keys()].toSorted()).toEqual([...plain.keys()].toSorted());
			expect(new Set(map.values())).toEqual(new Set(plain.values()));
			for (const name of ["a", "b", "c", "d", "e", "f"])
				expect([map.has(name), map.get(name)]).toEqual([plain.has(name), plain.get(name)]);
			const seen: unknown[] = [];
			map.forEach((value, name) => seen.push([name, value]));
			expect(seen).toEqual([...map]);
		}),
	);
});

it("becomes one map again after many changes", () => {
	const many = Array.from({ length: 600 }, (_, at) => [`job-${at}`, { at }] as const);
	expect(changedMap(new Map(), { entries: many, gone: [] })).toBeInstanceOf(Map);
	expect(changedMap(new Map(many), { entries: [], gone: ["job-1"] }).size).toBe(599);
});
