import { describe, expect, it } from "vitest";
import { ConfigFile } from "./config-file.ts";

const accepts = (context: object) => ConfigFile.safeParse({ contexts: { site: context } }).success;
const url = "http://chronos.example.org:4400";

describe("a context", () => {
	it.each([
		["an address", { url }],
		["an address behind a proxy", { url: "https://example.org/service/chronos/" }],
		["several addresses", { urls: [url, "https://chronos-2.example.org"] }],
		["a user whose password is in a variable", { url, user: "alice", password: { env: "CHRONOS_PASSWORD" } }],
		["a password file", { url, user: "alice", password: { file: "~/.chronos-password" } }],
		["a password command", { url, user: "alice", password: { command: "pass show chronos" } }],
		["a password from netrc", { url, password: "netrc" }],
		["a password to ask for", { url, user: "alice", password: "prompt" }],
		["a token", { url, token: { command: "pass show chronos-token" } }],
		["a socket", { url: "unix:///run/user/1000/my jobs/server.sock" }],
		["the address of the Mesos master", { url, mesos: "http://mesos.example.org:5050" }],
		["no Mesos master", { url, mesos: "none" }],
		[
			"a user for Mesos",
			{ url, mesos: "http://mesos.example.org:5050", mesosUser: "alice", mesosPassword: { file: "/p" } },
		],
		["the very build it is", { url, dialect: "3.0.2" }],
		[
			"everything else",
			{ url, dialect: "2.x", readOnly: true, danger: true, via: "alice@login", caFile: "/etc/ca.pem" },
		],
	])("may have %s", (_, context) => {
		expect(accepts(context)).toBe(true);
	});

	it.each([
		["no address", {}],
		["an address and several", { url, urls: [url] }],
		["an address that is none", { url: "chronos.example.org" }],
		["an address of another protocol", { url: "ftp://chronos.example.org" }],
		["an address with a password", { url: "http://alice:secret@chronos.example.org" }],
		["an empty list of addresses", { urls: [] }],
		["an address with a query", { url: "http://chronos.example.org/?password=secret" }],
		["a plain password", { url, user: "alice", password: "hunter2" }],
		["a password of nobody", { url, password: { env: "A" } }],
		["two sources of a password", { url, user: "alice", password: { env: "A", file: "b" } }],
		["a user and a token", { url, user: "alice", token: { env: "A" } }],
		["a token from netrc", { url, token: "netrc" }],
		["a dialect that nobody speaks", { url, dialect: "1.x" }],
		["a secret for a Mesos master that is only found", { url, mesosUser: "alice", mesosPassword: "prompt" }],
		["a password for Mesos of nobody", { url, mesos: "http://m:5050", mesosPassword: "prompt" }],
		["an unknown field", { url, proxy: "x" }],
	])("may not have %s", (_, context) => {
		expect(accepts(context)).toBe(false);
	});
});

it("an empty configuration is fine", () => {
	expect(ConfigFile.safeParse({ contexts: {} }).success).toBe(true);
	expect(ConfigFile.safeParse({}).success).toBe(true);
});
