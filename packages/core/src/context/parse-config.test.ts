import { ConfigFile } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { isConfigFile } from "./config-problems.ts";
import { parseConfig } from "./parse-config.ts";

const url = "http://chronos.example.org:4400";
const file = (context: unknown) => ({ contexts: { site: context } });

describe("what the schema takes, and only that, is a configuration", () => {
	const values: readonly unknown[] = [
		{},
		{ contexts: {} },
		{ $schema: "x", current: "site", ...file({ url }) },
		file({ url: "https://example.org/service/chronos/" }),
		file({ url: "unix:///tmp/my jobs/server.sock" }),
		file({ urls: [url, url] }),
		file({ url, user: "ada", password: { env: "A" }, readOnly: true, danger: false, via: "a@b", caFile: "/c" }),
		file({ url, user: "ada", password: "prompt", mesos: "http://m:5050", dialect: "2.x" }),
		file({ url, password: "netrc" }),
		file({ url, token: { command: "pass show x" } }),
		[],
		"x",
		null,
		{ contexts: [] },
		{ current: 1 },
		{ contxts: {} },
		{ toString: 1 },
		file("x"),
		file({}),
		file({ url, urls: [url] }),
		file({ urls: [] }),
		file({ urls: [1] }),
		file({ url: "ftp://x" }),
		file({ url: "http://ada:hunter2@x" }),
		file({ url: "http://x?y" }),
		file({ url, password: "hunter2", user: "ada" }),
		file({ url, password: { env: "" }, user: "ada" }),
		file({ url, password: { env: "A", file: "b" }, user: "ada" }),
		file({ url, password: {}, user: "ada" }),
		file({ url, password: { env: "A" } }),
		file({ url, token: { env: "A" }, user: "ada" }),
		file({ url, token: "netrc" }),
		file({ url, dialect: "1.x" }),
		file({ url, dialect: "2.4" }),
		file({ url, dialect: "HEAD+gpus" }),
		file({ url, mesos: "none" }),
		file({ url, mesos: "off" }),
		file({ url, mesos: "http://m:5050", mesosUser: "ada", mesosPassword: { env: "A" } }),
		file({ url, mesos: "http://m:5050", mesosPassword: "netrc" }),
		file({ url, mesos: "http://m:5050", mesosToken: { file: "t" } }),
		file({ url, mesos: "http://m:5050", mesosPassword: { env: "A" } }),
		file({ url, mesos: "http://m:5050", mesosUser: "ada", mesosToken: { file: "t" } }),
		file({ url, mesos: "http://m:5050", mesosToken: "netrc" }),
		file({ url, mesosUser: "ada", mesosPassword: "prompt" }),
		file({ url, mesos: "none", mesosToken: { env: "A" } }),
		file({ url, readOnly: 1 }),
		file({ url, colour: "red" }),
	];
	it.each(values.map((value) => [value]))("%j", (value) => {
		expect(isConfigFile(value)).toBe(ConfigFile.safeParse(value).success);
	});
});

describe("a file of contexts", () => {
	it.each(["", " \n", "{}", '// mine\n{ "contexts": { /* none */ }, }'])("may be %j", (text) => {
		expect(parseConfig(text, "c.json").problem).toBeUndefined();
	});

	it.each([
		['{ "contexts": {\n  "a": { "url": "ftp://x" }\n} }', "c.json:2:17: ", "Write an address like"],
		['{ "contexts": { "a": { "uri": "http://x" } } }', 'c.json:1:24: there is no field "uri"', 'Write "url".'],
		['{ "contexts": { "a": {} } }', "c.json:1:22: a context has either", 'Write "url"'],
		['{\n"contexts": {', "c.json:2:13 is not JSON (syntax.unclosed)", "Mend"],
		['{ "contexts": { "a": { "url": "http://x", "password": hunter2 } } }', "c.json:1:55 is not JSON", "Mend"],
		['{ "contexts": { "a": { "url": "http://x", "user": "a", "password": "hunter2" } } }', "c.json:1:68: ", "env"],
		["[]", "c.json:1:1", ""],
		["url: http://x", "c.json:1:1", "Mend"],
	])("may not be %j", (text, message, hint) => {
		const { problem } = parseConfig(text, "c.json");
		expect(problem?.message).toContain(message);
		expect(problem?.hint).toContain(hint);
		expect(JSON.stringify(problem)).not.toContain("hunter2");
	});
});
