import { expect, it } from "vitest";
import { createGate } from "./create-gate.ts";

it("lets so many works go on at a time, and the next when one ends, however it ends", async () => {
	const gate = createGate(2);
	const begun: number[] = [];
	const works = [0, 1, 2, 3].map(() => Promise.withResolvers<number>());
	const all = works.map(({ promise }, index) =>
		gate(() => {
			begun.push(index);
			return promise;
		}).catch(() => -1),
	);
	expect(begun).toEqual([0, 1]);
	works[1]?.reject(new Error("no"));
	await all[1];
	await Promise.resolve();
	expect(begun).toEqual([0, 1, 2]);
	for (const [index, { resolve }] of works.entries()) resolve(index);
	expect(await Promise.all(all)).toEqual([0, -1, 2, 3]);
	expect(begun).toEqual([0, 1, 2, 3]);
});
