import { describe, expect, it } from "vitest";
import { understand } from "./flaws.ts";
import { adviceOnMisspelling, findMisspelling, isMisspelling } from "./misspelt-field.ts";

const job = read({ nmae: "a", colour: "red", fetch: [{ url: "b" }, { uri: "c", url: "d" }] });

function read(value: object) {
	return { value, flaws: understand(value).flaws };
}

describe("findMisspelling", () => {
	it("finds the unknown field beside the missing one", () => {
		expect(findMisspelling(["name"], job.flaws)?.field).toBe("nmae");
		expect(findMisspelling(["fetch", 0, "uri"], job.flaws)?.path).toEqual(["fetch", 0, "url"]);
	});

	it("finds none elsewhere", () => {
		expect(findMisspelling(["fetch", 2, "uri"], job.flaws)).toBeUndefined();
		expect(findMisspelling(["owner"], job.flaws)).toBeUndefined();
	});
});

describe("isMisspelling", () => {
	it("is true only where the field that was meant is missing", () => {
		const unknown = job.flaws.flatMap((flaw) => (flaw.problem === "unknown" ? [flaw] : []));
		const misspelt = unknown.filter((flaw) => isMisspelling(flaw, job.flaws));
		expect(misspelt.map(({ path }) => path.join("."))).toEqual(["nmae", "fetch.0.url"]);
	});
});

describe("adviceOnMisspelling", () => {
	it("offers to rename the field", () => {
		expect(adviceOnMisspelling(["name"], job)).toEqual({
			field: "nmae",
			path: ["nmae"],
			at: "key",
			hint: 'Write "name".',
			fix: { title: 'Rename it to "name"', changes: [{ path: ["nmae"], change: { kind: "rename", key: "name" } }] },
		});
	});

	it("offers nothing for a value that would not fit", () => {
		expect(adviceOnMisspelling(["name"], read({ Name: 5 }))).not.toHaveProperty("fix");
	});

	it("has no advice where nothing was misspelt", () => {
		expect(adviceOnMisspelling(["name"], read({ command: "a" }))).toBeUndefined();
	});
});
