import { describe, expect, it } from "vitest";
import { serverFacts } from "./check-for-server.ts";

describe("what is known of a server", () => {
	it.each([
		["ours knows GPUs", [], true, true],
		["an empty one tells nothing about GPUs", [], false, undefined],
		["one that writes no gpus ignores them", [{ name: "a" }], false, false],
		["one that writes gpus knows them", [{ name: "a", gpus: 0 }], false, true],
	] as const)("%s", (...[, jobs, isOurs, gpus]) => {
		expect(serverFacts(jobs, isOurs)).toEqual({
			jobs: new Set(jobs.map(({ name }) => name)),
			...(gpus !== undefined && { gpus }),
		});
	});
});
