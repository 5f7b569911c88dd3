import { type JobDocument, parseDocument } from "@chronos-job/core";
import { describe, expect, it } from "vitest";
import { type Shaping, shapeDocuments } from "./shape-documents.ts";

const none: Shaping = { set: [], param: [], name: undefined };

const shaped = (text: string, shaping: Partial<Shaping>, source = "job.json"): readonly JobDocument[] =>
	shapeDocuments([parseDocument(text, source)], { ...none, ...shaping });

describe("a document that the command line shapes", () => {
	it.each<{ readonly case: string; readonly text: string; readonly to: string } & Partial<Shaping>>([
		{
			case: "keeps its comments",
			text: '{ "retries": 2 /* few */ }',
			set: ["retries=0"],
			to: '{ "retries": 0 /* few */ }',
		},
		{
			case: "gets fields that it lacks",
			text: '{ "name": "a" }',
			set: ["retries=0"],
			to: '{ "name": "a", "retries": 0 }',
		},
		{ case: "gets another name", text: '{ "name": "a" }', name: "b", to: '{ "name": "b" }' },
		{
			case: "is set before it is filled",
			text: '{ "command": "x" }',
			set: ["command=echo {{who}}"],
			param: ["who=you"],
			to: '{ "command": "echo you" }',
		},
	])("$case", ({ text, to, ...shaping }) => {
		expect(shaped(text, shaping).map((document) => document.text)).toEqual([to]);
	});

	it.each([
		["a part of what is not there", "container.volumes[0].mode=RO", { container: { volumes: [{ mode: "RO" }] } }],
		["an item of a list", "arguments[1]=z", { arguments: ["x", "z"] }],
	])("gets %s", (_, setting, expected) => {
		const [document] = shaped('{"name":"a","arguments":["x","y"]}', { set: [setting] });
		expect(document?.values).toEqual([{ name: "a", arguments: ["x", "y"], ...expected }]);
	});

	it("may be YAML, and hold several jobs", () => {
		const [document] = shaped("- name: a\n  retries: 2 # few\n- name: b\n", { set: ["retries=0"] }, "jobs.yaml");
		expect(document?.values).toEqual([
			{ name: "a", retries: 0 },
			{ name: "b", retries: 0 },
		]);
	});

	it.each<readonly [string, Partial<Shaping>, string]>([
		["a placeholder without a value", { param: ["n=1"] }, "nobody has said what to write for {{m}}"],
		["a value without a placeholder", { param: ["n=1", "m=2", "o=3"] }, "no job has a place for {{o}}"],
		["a parameter without a value", { param: ["n"] }, '--param "n" does not say which placeholder gets which value'],
	])("is refused for %s", (_, shaping, message) => {
		expect(() => shaped('{"name": "a", "command": "{{n}} {{m}}"}', shaping)).toThrow(message);
	});

	it("cannot give one name to two jobs", () => {
		expect(() => shaped('[{"name": "a"}, {"name": "b"}]', { name: "c" })).toThrow("--name is for one job");
	});

	it("stays as it is when it has syntax errors, which are told instead", () => {
		expect(shaped('{"name": }', { set: ["retries=0"] })[0]?.text).toBe('{"name": }');
	});
});
