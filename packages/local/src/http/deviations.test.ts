import { expect, it } from "vitest";
import { createSettings } from "../engine/settings.ts";
import { deviations } from "./deviations.ts";
import { createHttpRules } from "./server-facts.ts";

it("every rule has an entry, and every entry another name", () => {
	const rules = [...Object.keys(createSettings().deviations), ...Object.keys(createHttpRules())];
	expect(deviations.flatMap(({ rule }) => rule ?? []).toSorted()).toEqual(rules.toSorted());
	expect(new Set(deviations.map(({ name }) => name)).size).toBe(deviations.length);
});

it("names are words with hyphens", () => {
	expect(deviations.filter(({ name }) => !/^[a-z]+(?:-[a-z]+)+$/.test(name))).toEqual([]);
});
