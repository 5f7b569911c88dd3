import { readdirSync, readFileSync } from "node:fs";
import { parseDocument, validate } from "@chronos-job/core";
import { describe, expect, it } from "vitest";

/** Job files as they are found in the world, with names changed and every oddity kept. */
const folder = new URL("./fixtures/wild/", import.meta.url);
const expected: Readonly<Record<string, readonly string[]>> = JSON.parse(
	readFileSync(new URL("expected.json", folder), "utf8"),
);
const names = readdirSync(folder).filter((name) => name !== "expected.json");
const now = Date.UTC(2026, 10, 21, 12);

describe("job files found in the world", () => {
	it.each(names)("%s gets its verdict", (name) => {
		const document = parseDocument(readFileSync(new URL(name, folder), "utf8"), name);
		const found = validate([document], { now }).findings.map(
			({ range, severity, code }) => `${range.start.line}:${range.start.column} ${severity} ${code}`,
		);
		expect(found).toEqual(expected[name]);
	});

	it("all have a verdict, and the broken ones an error", () => {
		expect(Object.keys(expected).toSorted()).toEqual(names.toSorted());
		const broken = names.filter((name) => name.startsWith("broken-"));
		expect(broken.length).toBeGreaterThan(2);
		for (const name of broken) expect(expected[name]?.join("\n")).toContain(" error syntax.");
	});

	it("no whole file that a server takes as it is has a syntax error", () => {
		const whole = names.filter((name) => !name.startsWith("broken-"));
		expect(whole.filter((name) => expected[name]?.some((line) => line.includes(" syntax.")))).toEqual([]);
	});
});
