import { expect, it } from "vitest";
import { type ConfigEdit, editConfig } from "./edit-config.ts";
import { parseConfig } from "./parse-config.ts";

const written = `// servers of the group
{
	"current": "site", // the usual one
	"contexts": {
		"site": { "url": "http://site:4400" }
	}
}
`;
const b = { url: "http://b:1" };

it.each<[string, ConfigEdit, object]>([
	["", { context: { name: "b", value: b } }, { contexts: { b } }],
	["", { context: { name: "b", value: b }, current: { name: "b" } }, { current: "b", contexts: { b } }],
	["{}", { context: { name: "b", value: b }, current: { name: "b" } }, { contexts: { b }, current: "b" }],
	['{"current":"b"}', { current: { name: undefined } }, {}],
	['{"contexts":{"b":{"url":"http://x"}}}', { context: { name: "b", value: b } }, { contexts: { b } }],
	['{"contexts":{"b":{"url":"http://x"}}}', { context: { name: "b", value: undefined } }, { contexts: {} }],
	["{}", { context: { name: "b", value: undefined } }, { contexts: {} }],
	[
		written,
		{ context: { name: "b", value: b } },
		{ current: "site", contexts: { site: { url: "http://site:4400" }, b } },
	],
])("%j takes %j", (text, edit, expected) => {
	expect(parseConfig(editConfig(text, edit), "").config).toEqual(expected);
});

it("comments and the order of the rest stay", () => {
	expect(editConfig(written, { context: { name: "b", value: b }, current: { name: "b" } }))
		.toBe(`// servers of the group
{
	"current": "b", // the usual one
	"contexts": {
		"site": { "url": "http://site:4400" },
		"b": { "url": "http://b:1" }
	}
}
`);
});
