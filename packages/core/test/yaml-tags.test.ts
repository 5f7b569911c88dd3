import { parseDocument, validate } from "@chronos-job/core";
import { expect, it } from "vitest";

it.each([
	"!!binary \n",
	"name: a\ncommand: !!binary aGk=\n",
	"name: a\nparents: !!set {b, c}\n",
	"name: !!omap [a: 1]\n",
])("a YAML tag makes no value that JSON does not have: %j", (text) => {
	const document = parseDocument(text, "job.yaml");
	expect(JSON.parse(JSON.stringify(document.values))).toEqual(document.values);
	const { findings } = validate([document], { now: 0 });
	expect(findings.map(({ code }) => code)).toContain("syntax.yaml");
	expect(findings.length).toBeLessThan(5);
});
