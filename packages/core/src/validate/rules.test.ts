/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";
import { applyEdits } from "../document/apply-edits.ts";
import type { Finding } from "../document/finding.ts";
import { parseDocument } from "../document/parse-document.ts";
import type { InvalidSample, RulePage, Sample } from "./rule-page.ts";
import { buildRules } from "./build-rules/index.ts";
import { rules } from "./rules/index.ts";
import { validate } from "./validate.ts";

const pages = import.meta.glob<{ page: RulePage }>("./{rules,build-rules}/*.samples.ts", { eager: true });
/** Rules are tested at this instant. */
const now = Date.UTC(2026, 10, 21, 12);

const folders = [
	["rules", rules],
	["build-rules", buildRules],
] as const;

for (const [folder, rule] of folders.flatMap(([name, all]) => all.map((each) => [name, each] as const))) {
	const file = `./${folder}/${rule.code.replaceAll(".", "-")}.samples.ts`;
	const page = pages[file]?.page;
	if (page === undefined) throw new Error(`${file} is missing`);

	describe(`rule ${rule.code}`, () => {
		it.each(page.valid.map((sample) => [textOf(sample), sample] as const))("accepts %s", (_, sample) => {
			expect(findingsOf(sample)).toEqual([]);
		});

		it.each(page.invalid.map((sample) => [sample.text, sample] as const))("remarks on %s", (_, sample) => {
			const { text, ranges } = unmark(sample.text);
			const findings = findingsOf({ ...sample, text });
			expect(findings.map(({ range }) => [range.start.offset, range.end.offset])).toEqual(ranges);
			expect(findings.map(({ message }) => message).join("\n")).toContain(sample.says ?? "");
			for (const { message, hint } of findings) expectGoodWords(message, hint);
			expect(fixedText(text, findings)).toBe(sample.fixed);
		});

		it("has at least one sample of each kind", () => {
			expect(page.valid.length).toBeGreaterThan(0);
			expect(page.invalid.length).toBeGreaterThan(0);
		});
	});

	function findingsOf(sample: Sample): readonly Finding[] {
		const {
			text,
			source = "job.json",
			serverJobs,
			serverBuilds,
		} = typeof sample === "string" ? { text: sample } : (sample as InvalidSample);
		const knowsServer = serverJobs !== undefined || serverBuilds !== undefined;
		const server = { jobs: new Set(serverJobs), ...(serverBuilds !== undefined && { builds: serverBuilds }) };
		const facts = { now, ...(knowsServer && { server }) };
		return validate([parseDocument(text, source)], { ...facts, rules: [rule] }).findings.filter(
			({ code }) => code === rule.code,
		);
	}
}

function textOf(sample: Sample): string {
	return typeof sample === "string" ? sample : sample.text;
}

/** Takes the « and » out and tells where they stood. */
function unmark(marked: string): { text: string; ranges: [number, number][] } {
	const ranges: [number, number][] = [];
	let text = "";
	for (const character of marked) {
		if (character === "«") ranges.push([text.length, text.length]);
		else if (character === "»") (ranges.findLast(([start, end]) => start === end) ?? [0, 0])[1] = text.length;
		else text += character;
	}
	return { text, ranges };
}

function fixedText(text: string, findings: readonly Finding[]): string | undefined {
	const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
	return edits.length === 0 ? undefined : applyEdits(text, edits).text;
}

function expectGoodWords(message: string, hint: string | undefined): void {
	expect(message).not.toMatch(/\.$/);
	expect(message).toMatch(/^[^A-Z]|^[A-Z]{2}|^(Chronos|Mesos|Docker|Marathon|Java) /);
	expect(hint ?? "None.").toMatch(/^[A-Z].*\.$/s);
}
