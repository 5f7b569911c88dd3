import { readdirSync } from "node:fs";
import { calls } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { strayPreparations } from "./exchanges.ts";
import { topics } from "./index.ts";

const tests = topics.flatMap((topic) => topic.tests);

describe("the suite", () => {
	it("has a name for every test, and no name twice", () => {
		const names = tests.map(({ name }) => name);
		expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
	});

	it("has every file of its folder in its index", () => {
		const files = readdirSync(new URL(".", import.meta.url)).filter((file) => !file.startsWith("index."));
		expect(topics).toHaveLength(files.length);
	});

	it("cites a section of the contract in every test", () => {
		expect(tests.filter(({ section }) => !/^§\d+(?:\.\d+)*$/.test(section))).toEqual([]);
	});

	it("says that the time has to be set where it starts at a moment", () => {
		expect(tests.filter(({ at }) => at !== undefined && Number.isNaN(Date.parse(at)))).toEqual([]);
	});

	it("prepares recorded exchanges only", () => {
		expect(strayPreparations).toEqual([]);
	});

	it.each(Object.values(calls))("asks: $about", ({ path }) => {
		const words = path["3.x"].split("/").filter((word) => !/^(?:v1|scheduler|\{.*\})?$/.test(word));
		const sources = tests.map((test) => `${test.name} ${test.run.toString()}`).join("\n");
		expect(words.filter((word) => !sources.includes(word))).toEqual([]);
	});
});
