import { parseDocument, validate } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { editText, isBare, withFindings, withoutFindings } from "./edit-text.ts";

const job = readJob({ name: "a", command: "echo '//! not a comment'", schedule: "R/2030-01-01T00:00:00Z/PXD" }) as Job;
const text = editText(job, "site");

describe("findings in a text that is edited", () => {
	const document = parseDocument(text, "a.jsonc");
	const { findings } = validate([document], { now: 0 });
	const marked = withFindings(text, findings);

	test("stand above their lines, indented like them", () => {
		const lines = marked.split("\n");
		const place = lines.findIndex((line) => line.includes('"schedule":'));
		expect(lines[0]).toMatch(/^\/\/! \d errors?, /);
		expect(lines.slice(0, place).findLast((line) => line.includes("schedule.unparsable"))).toMatch(/^ {2}\/\/! /);
	});

	test("are comments, and gone when they are taken out again", () => {
		expect(parseDocument(marked, "a.jsonc").values).toEqual(document.values);
		expect(withoutFindings(marked)).toBe(text);
	});
});

test.each([
	["", true],
	["// only words\n\n  // and more\n", true],
	["{}", false],
	[text, false],
])("%j holds nothing but comments: %s", (some, isNothing) => {
	expect(isBare(some)).toBe(isNothing);
});
