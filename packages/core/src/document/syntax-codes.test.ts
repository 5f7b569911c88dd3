import { describe, expect, it } from "vitest";
import { applyFixes } from "./apply-edits.ts";
import { parseDocument } from "./parse-document.ts";
import { parseJson } from "./parse-json.ts";
import { syntaxCodes, type SyntaxCode } from "./syntax-codes.ts";
import { syntaxPages, type SyntaxSample } from "./syntax-pages.ts";

const samples = Object.entries(syntaxPages).flatMap(([code, { invalid }]) =>
	invalid.map((sample) => ({ code, ...sample })),
);
const good = Object.entries(syntaxPages).flatMap(([code, { valid }]) => valid.map((text) => ({ code, text })));

/** The text without its marks, and where they stood. */
function unmarked({ text }: SyntaxSample): {
	readonly text: string;
	readonly ranges: readonly (readonly [number, number])[];
} {
	const ranges = [...text.matchAll(/«([^»]*)»/gu)].map(({ index, 1: inside = "" }, count): [number, number] => {
		const start = index - 2 * count;
		return [start, start + inside.length];
	});
	return { text: text.replace(/[«»]/gu, ""), ranges };
}

describe("syntaxCodes", () => {
	it("stand in the order of the alphabet", () => {
		expect(Object.keys(syntaxCodes)).toEqual(Object.keys(syntaxCodes).toSorted());
	});

	it.each(samples)("$code is found in $text", ({ code, ...sample }) => {
		const { text, ranges } = unmarked(sample);
		const { findings } = parseDocument(text, sample.source ?? "a.json");
		const found = findings.filter((finding) => finding.code === code);
		expect(found.map(({ range }) => [range.start.offset, range.end.offset])).toEqual(ranges);
		expect(found.every(({ severity }) => severity === syntaxCodes[code as SyntaxCode].severity)).toBe(true);
	});

	it.each(samples.filter(({ code }) => code !== "syntax.too-many"))(
		"$code is the only finding in $text",
		({ code, ...sample }) => {
			const { findings } = parseDocument(unmarked(sample).text, sample.source ?? "a.json");
			expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set([code]));
		},
	);

	it.each(samples)("the fix of $code in $text leaves the same values and nothing to fix", ({ code, ...sample }) => {
		const { text } = unmarked(sample);
		const source = sample.source ?? "a.json";
		const { findings, values } = parseDocument(text, source);
		const fixes = findings.filter((finding) => finding.code === code).flatMap(({ fix }) => fix ?? []);
		const fixed = applyFixes(text, fixes).text;
		expect(fixes.length === 0 ? undefined : fixed).toBe(sample.fixed);
		expect(parseDocument(fixed, source).values).toEqual(values);
		expect(sample.fixed === undefined ? [] : parseDocument(fixed, source).findings).toEqual([]);
	});

	it.each(good)("nothing is found in $text", ({ text }) => {
		const source = /^[[{/]/u.test(text) ? "a.json" : "a.yaml";
		expect(parseDocument(text, source).findings).toEqual([]);
	});

	it.each(samples)("the message about $text is a fact, the hint a sentence", ({ ...sample }) => {
		for (const { message, hint } of parseDocument(unmarked(sample).text, sample.source ?? "a.json").findings) {
			expect(message).not.toMatch(/^[A-Z][a-z]|\.$/u);
			expect(hint ?? "Do it.").toMatch(/^[A-Z].*\.$/u);
		}
	});

	it("a text beyond the limit is not even looked at", () => {
		const text = "[".repeat(64 * 1024 * 1024 + 1);
		const started = performance.now();
		expect(parseJson(text, "a.json").findings.map(({ code }) => code)).toEqual(["syntax.too-large"]);
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});
