import { expect, it } from "vitest";
import { parseAuthFile } from "./parse-auth-file.ts";
import { registryOf } from "./registry-of.ts";

const auth = (text: string) => ({ auth: Buffer.from(text).toString("base64") });
const alice = { kind: "credentials", credentials: { username: "alice", password: "pass:word" } };

it.each([
	["its host", { auths: { "reg:5000": auth("alice:pass:word") } }],
	["its address", { auths: { "https://reg:5000/v1/": auth("alice:pass:word") } }],
	[
		"the nearest of its parts",
		{ auths: { "reg:5000": auth("x:y"), "reg:5000/team": auth("alice:pass:word"), "reg:5000/te": auth("x:y") } },
	],
	[
		"its host among others",
		{ auths: { "reg:5001": auth("x:y"), "reg:5000": auth("alice:pass:word"), reg: auth("x:y") } },
	],
])("knows a registry by %s", (_, file) => {
	expect(parseAuthFile(JSON.stringify(file), registryOf("reg:5000/team/tool:1"))).toEqual([alice]);
});

it("knows Docker Hub by its old address", () => {
	const file = { auths: { "https://index.docker.io/v1/": auth("alice:pass:word") } };
	expect(parseAuthFile(JSON.stringify(file), registryOf("busybox"))).toEqual([alice]);
});

it("asks the helper of the registry, then the one of all registries, then reads what is written", () => {
	const file = {
		auths: { "reg:5000": { identitytoken: "t" } },
		credHelpers: { "reg:5000": "ecr-login", other: "no" },
		credsStore: "pass",
	};
	expect(parseAuthFile(JSON.stringify(file), registryOf("reg:5000/a"))).toEqual([
		{ kind: "helper", name: "ecr-login" },
		{ kind: "helper", name: "pass" },
		{ kind: "credentials", credentials: { identitytoken: "t" } },
	]);
});

it.each([
	["no file", ""],
	["no JSON", "{"],
	["nothing", "null"],
	["somebody else", JSON.stringify({ auths: { "other:5000": auth("a:b") } })],
	["a key alone, as Docker leaves it beside a helper", JSON.stringify({ auths: { "reg:5000": {} } })],
	["a helper whose name leads elsewhere", JSON.stringify({ credsStore: "../../bin/x" })],
])("finds nothing in %s", (_, text) => {
	expect(parseAuthFile(text, registryOf("reg:5000/a"))).toEqual([]);
});
