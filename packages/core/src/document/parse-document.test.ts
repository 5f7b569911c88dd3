import { describe, expect, it } from "vitest";
import { parseDocument } from "./parse-document.ts";

describe("parseDocument", () => {
	it.each([
		["a.yaml", "name: a", "yaml"],
		["a.YML", '{ "name": "a" }', "yaml"],
		["a.json", "name: a", "json"],
		["-", '{ "name": "a" }', "json"],
		["-", '\uFEFF // a job\n[{ "name": "a" }]', "json"],
		["-", "name: a\ncpus: 1\n", "yaml"],
		["-", "# a job\n- name: a\n", "yaml"],
		["-", "---\nname: a\n", "yaml"],
		["-", '"name": "a",\n"cpus": 1\n', "json"],
		["-", 'name: "a",\ncpus: 1\n', "json"],
		["-", "", "json"],
		["job.txt", "name: a", "yaml"],
		["job", "no idea", "json"],
	])("reads %s with %j as %s", (source, text, syntax) => {
		expect(parseDocument(text, source).syntax).toBe(syntax);
	});
});
