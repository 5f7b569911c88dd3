import { isJobFile, jobFields } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { parseDocument } from "../document/parse-document.ts";
import type { Rule } from "./rule.ts";
import { validate, type ValidateOptions, type Validation } from "./validate.ts";

const now = Date.UTC(2026, 10, 21, 12);

const junk = [null, true, 5, 2.5, "", "x", "1", [], [null], ["x"], [["x"]], [{}], {}, { x: 1 }, { image: "x" }];

describe("validate", () => {
	it("sorts what the rules find by place, within each document", () => {
		const { findings } = validateTexts(['{"command": "", "name": "a b"}', '{"name": "c d"}'], {
			rules: [remarkOn("name", "warning"), remarkOn("command", "note")],
		});
		expect(findings.map(({ code, range }) => [code, range.source, range.start.offset])).toEqual([
			["test.command", "0.json", 12],
			["test.name", "0.json", 24],
			["test.name", "1.json", 9],
		]);
	});

	it.each([
		["what may stand behind the mistake", '{"schedule": "R1//P1Y"'],
		["a value with a mistake inside", '{"name": "a", "command": "true", "retries": 0, "cpus": NaN}'],
	])("says nothing about %s", (_, text) => {
		const codes = validateTexts([text]).findings.map(({ code }) => code);
		expect(codes.filter((code) => !code.startsWith("syntax."))).toEqual([]);
		expect(codes).not.toEqual([]);
	});

	it("gives a finding everything that the rule and the document know", () => {
		const { findings } = validateTexts(['[{"name": "a"}, {"name": "a", "owner": null}]']);
		expect(findings.find(({ code }) => code === "field.null")).toEqual({
			code: "field.null",
			severity: "error",
			message: 'owner is null, which Chronos reads as the text "null"',
			hint: "Leave it out to get the default.",
			path: [1, "owner"],
			range: {
				source: "0.json",
				start: { line: 1, column: 40, offset: 39 },
				end: { line: 1, column: 44, offset: 43 },
			},
			fix: { title: "Remove the null", edits: [{ start: 28, end: 43, text: "" }] },
		});
	});

	it("keeps the findings of the documents themselves", () => {
		const { findings, specs } = validateTexts(["{"]);
		expect(findings.map(({ code }) => code)).toContain(parseDocument("{", "0.json").findings[0]?.code);
		expect(specs).toEqual([]);
	});

	it("answers no job of a text with mistakes, but looks at all", () => {
		const { findings, specs } = validateTexts(['[{"name": "a"}, {"name": "b c"}', '{"name": "d"}']);
		expect(findings.map(({ code }) => code)).toContain("name.invalid");
		expect(specs.map(({ name }) => name)).toEqual(["d"]);
	});

	it("answers only jobs without errors, in the order of the texts", () => {
		const { specs } = validateTexts(['[{"name": "a"}, {"name": "b c"}]', '{"name": "d", "schedule": "R//PT1S"}']);
		expect(specs.map(({ name }) => name)).toEqual(["a", "d"]);
	});

	it("answers a job in spite of warnings and notes", () => {
		const { specs } = validateTexts(['{"name": "a"}'], {
			rules: [remarkOn("name", "warning"), remarkOn("name", "note")],
		});
		expect(specs).toEqual([{ name: "a" }]);
	});

	it.each([
		["what only editors read", { $schema: "https://example.org" }, {}],
		[
			"what Chronos does not know",
			{ colour: "red", container: { image: "a", size: 1 } },
			{ container: { image: "a" } },
		],
		["nulls that say nothing", { disabled: null, container: null }, {}],
		["the empty schedule of a child", { parents: ["b"], schedule: "", scheduleTimeZone: "" }, { parents: ["b"] }],
	])("leaves %s out of a spec", (_, written, sent) => {
		expect(validateTexts([JSON.stringify({ name: "a", ...written })]).specs).toEqual([{ name: "a", ...sent }]);
	});

	it("answers quoted numbers as numbers", () => {
		const { specs } = validateTexts(['{"name": "a", "cpus": "0.5", "retries": "0", "shell": "true"}']);
		expect(specs).toEqual([{ name: "a", cpus: 0.5, retries: 0, shell: true }]);
	});

	it.each(jobFields.map(({ name }) => name))("answers only specs that fit the schema, whatever %s is", (field) => {
		const texts = junk.map((value) => JSON.stringify({ name: "a", [field]: value }));
		const sent = texts.flatMap((text) => validateTexts([text]).specs);
		expect(sent.filter((spec) => !isJobFile(spec))).toEqual([]);
	});

	it("shows all documents to a rule at once, and says where", () => {
		const { findings, specs } = validateTexts(['{"name": "a"}', '[{"name": "b"}, {"name": "a"}]']);
		const duplicate = findings.find(({ code }) => code === "name.duplicate");
		expect([duplicate?.range.source, duplicate?.path]).toEqual(["1.json", [1, "name"]]);
		expect(duplicate?.message).toBe('another job is called "a" too, in 0.json:1');
		expect(specs.map(({ name }) => name)).toEqual(["a", "b"]);
	});

	it("answers none of the jobs that share a fault", () => {
		const { findings, specs } = validateTexts([
			'[{"name": "a", "parents": ["b"]}, {"name": "b", "parents": ["a"]}, {"name": "c"}]',
		]);
		expect(findings.map(({ code }) => code)).toContain("parents.cycle");
		expect(specs.map(({ name }) => name)).toEqual(["c"]);
	});

	it("passes on what is known of the server", () => {
		const texts = ['{"name": "a", "parents": ["b"]}'];
		expect(validateTexts(texts, { server: { jobs: new Set(["b"]) } }).specs).toHaveLength(1);
		expect(validateTexts(texts, { server: { jobs: new Set() } }).specs).toHaveLength(0);
	});

	it("offers no fix where the text cannot take it", () => {
		const [document] = [parseDocument('{"name": "a", "owner": null}', "0.json")];
		const stubborn = { ...document, editsFor: () => undefined };
		expect(validate([stubborn], { now }).findings.map(({ fix }) => fix)).not.toContainEqual(expect.anything());
	});

	it("has no finding for no documents", () => {
		expect(validate([], { now })).toEqual({ specs: [], findings: [] });
	});
});

function validateTexts(texts: readonly string[], options: Partial<ValidateOptions> = {}): Validation {
	return validate(
		texts.map((text, index) => parseDocument(text, `${index}.json`)),
		{ now, ...options },
	);
}

function remarkOn(field: string, severity: Rule["severity"]): Rule {
	return {
		code: `test.${field}`,
		severity,
		about: "A test.",
		*check(jobs) {
			for (const [job, { value }] of jobs.entries()) {
				if (Object.hasOwn(Object(value), field)) yield { job, path: [field], message: "a test" };
			}
		},
	};
}
