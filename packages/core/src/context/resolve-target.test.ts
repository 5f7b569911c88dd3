import { describe, expect, it } from "vitest";
import { type ChronosError, hasCode } from "../errors.ts";
import { addressesOf, resolveTarget } from "./resolve-target.ts";

const site = { url: "http://site:4400/" };
const test = { urls: ["http://test-1:4400", "http://test-2:4400"] };
const config = { current: "site", contexts: { site, test } };
const url = "http://elsewhere:4400";

describe("the server that is meant", () => {
	it.each([
		["is the current one", undefined, {}, { name: "site", by: "current", context: site }],
		["is the one of --context", "test", { CHRONOS_CONTEXT: "site" }, { name: "test", by: "--context", context: test }],
		[
			"is the one of CHRONOS_CONTEXT",
			undefined,
			{ CHRONOS_CONTEXT: "test", CHRONOS_URL: url },
			{ name: "test", by: "CHRONOS_CONTEXT", context: test },
		],
		[
			"is at CHRONOS_URL",
			undefined,
			{ CHRONOS_CONTEXT: "", CHRONOS_URL: `${url}/` },
			{ name: url, by: "CHRONOS_URL", context: { urls: [url + "/"] } },
		],
		[
			"is at a socket",
			undefined,
			{ CHRONOS_URL: "unix:///home/ada/my jobs/server.sock" },
			{
				name: "unix:///home/ada/my jobs/server.sock",
				by: "CHRONOS_URL",
				context: { urls: ["unix:///home/ada/my jobs/server.sock"] },
			},
		],
		[
			"is at one of several addresses",
			undefined,
			{ CHRONOS_URL: `${url}, http://b:1` },
			{ name: url, by: "CHRONOS_URL", context: { urls: [url, "http://b:1"] } },
		],
		[
			"is this machine when that is asked for",
			"local",
			{ CHRONOS_URL: url },
			{ name: "local", by: "--context", context: undefined },
		],
	])("%s", (...[, context, env, expected]) => {
		expect(resolveTarget(config, { context, env })).toEqual(expected);
	});

	it("is this machine when nothing is configured", () => {
		expect(resolveTarget({}, { context: undefined, env: {} })).toEqual({
			name: "local",
			by: "default",
			context: undefined,
		});
	});
});

it.each([
	[
		{ CHRONOS_USER: "ada", CHRONOS_PASSWORD: "x" },
		{ user: "ada", password: { env: "CHRONOS_PASSWORD" } },
	],
	[
		{ CHRONOS_USER: "ada", CHRONOS_PASSWORD_FILE: "/p" },
		{ user: "ada", password: { file: "/p" } },
	],
	[{ CHRONOS_USER: "ada" }, { user: "ada" }],
	[{ CHRONOS_PASSWORD: "x" }, {}],
	[{ CHRONOS_TOKEN: "t", CHRONOS_USER: "ada" }, { token: { env: "CHRONOS_TOKEN" } }],
])("the environment %j has these credentials", (env, expected) => {
	expect(resolveTarget(config, { context: undefined, env: { CHRONOS_URL: url, ...env } }).context).toEqual({
		urls: [url],
		...expected,
	});
});

describe("there is no way to", () => {
	it.each([
		["tset", {}, "context.not-found", "Did you mean `test`?"],
		["prod-eu", {}, "context.not-found", "There are local, site, test."],
		[undefined, { CHRONOS_CONTEXT: "sites" }, "context.not-found", "Did you mean `site`?"],
		[undefined, { CHRONOS_URL: "chronos.example.org" }, "config.invalid", "Write an address like"],
		[undefined, { CHRONOS_URL: "http://ada:hunter2@site" }, "config.invalid", "Set CHRONOS_USER and"],
	] as const)("%j with %j", (...[context, env, code, hint]) => {
		const error = failureOf(() => resolveTarget(config, { context, env }));
		expect(hasCode(error, code)).toBe(true);
		expect(error.hint).toContain(hint);
		expect(`${error.message} ${error.hint}`).not.toContain("hunter2");
	});

	it("anything while there are no contexts", () => {
		const error = failureOf(() => resolveTarget({}, { context: "a", env: {} }));
		expect(error.hint).toContain("context add");
	});
});

it.each([
	[{ url: "http://a:1//" }, ["http://a:1"]],
	[{ url: "https://a/service/chronos/" }, ["https://a/service/chronos"]],
	[{ urls: ["http://a", "unix:///s"] }, ["http://a", "unix:///s"]],
	[{}, []],
])("%j is at %j", (context, expected) => {
	expect(addressesOf(context)).toEqual(expected);
});

function failureOf(act: () => unknown): ChronosError {
	try {
		act();
	} catch (error) {
		return error as ChronosError;
	}
	throw new Error("nothing was thrown");
}
