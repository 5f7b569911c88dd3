import { chmodSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { systemProcesses } from "../processes.ts";
import { type CredentialSearch, findCredentials } from "./find-credentials.ts";

const image = "reg:5000/team/tool:1";

async function found(
	files: Readonly<Record<string, string>>,
	{ image: name = image, ...search }: Partial<CredentialSearch> & { readonly image?: string } = {},
): Promise<unknown> {
	using directory = tempDir(files);
	const at = (path: string) => join(directory.path, path);
	const { environment = {} } = search;
	for (const file of Object.keys(files)) if (file.startsWith("bin/")) chmodSync(at(file), 0o755);
	const header = await findCredentials(name, {
		processes: systemProcesses,
		clock: systemClock,
		path: `${at("bin")}:/bin:/usr/bin`,
		uid: 4_000_000,
		isPodman: false,
		...search,
		environment: {
			HOME: at("home"),
			...Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, at(value)])),
		},
	});
	return header === undefined ? undefined : JSON.parse(Buffer.from(header, "base64url").toString("utf8"));
}

const auths = (user: string) =>
	JSON.stringify({ auths: { "reg:5000": { auth: Buffer.from(`${user}:secret`).toString("base64") } } });

const docker = "home/.docker/config.json";
const podman = "home/.config/containers/auth.json";

it.each([
	["Docker's file", { [docker]: auths("a") }, {}],
	[
		"Docker's file elsewhere",
		{ "d/config.json": auths("a"), [docker]: auths("b") },
		{ environment: { DOCKER_CONFIG: "d" } },
	],
	["Podman's file", { [podman]: auths("a") }, {}],
	[
		"Podman's file of the session",
		{ "run/containers/auth.json": auths("a"), [podman]: auths("b") },
		{ environment: { XDG_RUNTIME_DIR: "run" } },
	],
	[
		"the file that a variable names",
		{ "my.json": auths("a"), [docker]: auths("b") },
		{ environment: { REGISTRY_AUTH_FILE: "my.json" } },
	],
	["Docker's file before Podman's, for Docker", { [docker]: auths("a"), [podman]: auths("b") }, {}],
	["Podman's file before Docker's, for Podman", { [docker]: auths("b"), [podman]: auths("a") }, { isPodman: true }],
])("takes %s", async (_, files, search) => {
	expect(await found(files, search)).toEqual({ username: "a", password: "secret", serveraddress: "reg:5000" });
});

const asksPass = JSON.stringify({ credsStore: "pass" });

it("asks a helper about the registry", async () => {
	const helper = '#!/bin/sh\n[ "$1" = get ] && printf \'{"ServerURL":"%s","Username":"u","Secret":"s"}\' "$(cat)"\n';
	const files = { "bin/docker-credential-pass": helper, [docker]: asksPass };
	expect(await found(files)).toEqual({ username: "u", password: "s", serveraddress: "reg:5000" });
});

it("asks a helper about Docker Hub under its old address, and takes a token", async () => {
	const helper = `#!/bin/sh\n[ "$(cat)" = https://index.docker.io/v1/ ] && echo '{"Username":"<token>","Secret":"t"}'\n`;
	const files = { "bin/docker-credential-pass": helper, [docker]: asksPass };
	expect(await found(files, { image: "busybox" })).toEqual({
		identitytoken: "t",
		serveraddress: "https://index.docker.io/v1/",
	});
});

it.each([
	["that knows nothing", "echo credentials not found in native keychain; exit 1"],
	["that talks nonsense", "echo hello"],
	["that reads nothing and says nothing", "exit 0"],
])("goes on after a helper %s", async (_, script) => {
	const files = { "bin/docker-credential-pass": `#!/bin/sh\n${script}\n`, [docker]: asksPass, [podman]: auths("a") };
	expect(await found(files)).toMatchObject({ username: "a" });
});

it("goes on where a helper is not installed", async () => {
	expect(await found({ [docker]: asksPass })).toBeUndefined();
});

it("finds nothing where nobody logged in", async () => {
	expect(await found({})).toBeUndefined();
});
