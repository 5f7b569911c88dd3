import { describe, expect, it } from "vitest";
import { understand } from "./flaws.ts";

describe("understand", () => {
	it("takes a job without flaws as it is", () => {
		const job = { name: "a", command: "true", cpus: 1 };
		expect(understand(job)).toEqual({ draft: job, flaws: [] });
		expect(understand(job).draft).toBe(job);
	});

	it("tells what is missing, unknown and of another type", () => {
		const { flaws } = understand({ retries: [], colour: "red", container: { image: "a", size: 1 } });
		expect(flaws.toSorted((a, b) => a.path.join().localeCompare(b.path.join()))).toEqual([
			{ path: ["colour"], problem: "unknown", field: "colour", actual: "red" },
			{ path: ["container", "size"], problem: "unknown", field: "size", actual: 1 },
			{ path: ["name"], problem: "missing", field: "name" },
			{ path: ["retries"], problem: "type", expected: "integer", actual: [] },
		]);
	});

	it("tells a wrong value apart from a wrong type", () => {
		const { draft, flaws } = understand({ name: "a b", cpus: -1 });
		expect(flaws).toEqual([
			{ path: ["name"], problem: "value", keyword: "pattern", actual: "a b" },
			{ path: ["cpus"], problem: "value", keyword: "minimum", actual: -1 },
		]);
		expect(draft).toEqual({ name: "a b", cpus: -1 });
	});

	it.each([
		["a number in quotes", { cpus: "0.5" }, { cpus: 0.5 }],
		["a boolean in quotes", { shell: "false" }, { shell: false }],
		["a number for a text", { owner: 5 }, { owner: "5" }],
		["an empty object for a list", { uris: {} }, { uris: [] }],
		["a text for a list", { uris: "http://a" }, {}],
		["null", { owner: null, container: null }, {}],
		["an unknown field", { colour: "red" }, {}],
		["an unknown field below", { container: { image: "a", size: 1 } }, { container: { image: "a" } }],
		["one item of a list", { arguments: ["a", {}, 2] }, { arguments: ["a", undefined, "2"] }],
		["a field of an item", { fetch: [{ uri: "a", cache: "maybe" }] }, { fetch: [{ uri: "a" }] }],
		["a part of a constraint", { constraints: [["a", "LIKE", 5]] }, { constraints: [["a", "LIKE", "5"]] }],
		["a field that JavaScript has too", JSON.parse('{"__proto__": {"a": 1}, "toString": 1}'), {}],
	])("drafts around %s", (_, value, draft) => {
		expect(understand({ name: "a", ...value }).draft).toEqual({ name: "a", ...draft });
	});

	it("keeps the order of the fields and leaves the value alone", () => {
		const job = { schedule: "R1//P1Y", cpus: "1", name: "a" };
		expect(Object.keys(understand(job).draft)).toEqual(["schedule", "cpus", "name"]);
		expect(job.cpus).toBe("1");
	});
});
