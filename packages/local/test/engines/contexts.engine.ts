import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import {
	type Certificates,
	makeCertificates,
	setUp,
	startEngine,
	tempDir,
	type TempDir,
	type TestEngine,
	whyNoCertificates,
	whyNoEngine,
} from "@chronos-job/testkit";
import { beforeEach, describe, expect, it } from "vitest";
import type { EngineEnvironment } from "../../src/executors/docker/engine-places.ts";
import { findEngine } from "../../src/executors/docker/find-engine.ts";
import { freePort } from "./free-port.ts";
import { runContainer } from "./container-attempts.ts";

const whyNot = whyNoEngine("docker") ?? whyNoEngine("podman") ?? whyNoCertificates();
const whyNoProgram = spawnSync("docker", ["--version"]).error === undefined ? undefined : "docker is not installed";
let docker: TestEngine;
let podman: TestEngine;
let certificates: Certificates;
let secured: string;

setUp(whyNot, async (open) => {
	certificates = makeCertificates(open.use(tempDir()));
	const { server } = certificates;
	secured = `tcp://127.0.0.1:${await freePort()}`;
	const tls = ["ca", "cert", "key"].map(
		(file) => `--tls${file === "ca" ? "cacert" : file}=${join(server, `${file}.pem`)}`,
	);
	docker = open.use(await startEngine("docker", { words: [`--host=${secured}`, "--tlsverify", ...tls] }));
	podman = open.use(await startEngine("podman"));
});

type To = readonly [host: string, tlsFolder?: string];

/** Makes contexts with the program, as people do, or the same files by hand. */
const makers = {
	"docker context create": (home: TempDir, name: string, [host, tlsFolder]: To) => {
		const tls = tlsFolder === undefined ? [] : ["ca", "cert", "key"].map((file) => `,${file}=${tlsFolder}/${file}.pem`);
		const { status, stderr } = runDocker(home, ["context", "create", name, "--docker", `host=${host}${tls.join("")}`]);
		if (status !== 0) throw new Error(stderr);
	},
	"files made by hand": (home: TempDir, name: string, [host, tlsFolder]: To) => {
		const id = hash("sha256", name);
		const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
		home.write(`.docker/contexts/meta/${id}/meta.json`, JSON.stringify(meta));
		if (tlsFolder === undefined) return;
		const to = join(home.path, `.docker/contexts/tls/${id}/docker`);
		mkdirSync(to, { recursive: true });
		for (const file of ["ca.pem", "cert.pem", "key.pem"]) copyFileSync(join(tlsFolder, file), join(to, file));
	},
} as const;

function runDocker(home: TempDir, words: readonly string[], environment: EngineEnvironment = {}) {
	const env = { PATH: process.env["PATH"] ?? "", HOME: home.path, ...environment };
	return spawnSync("docker", words, { env, encoding: "utf8", timeout: 20_000 });
}

describe.each(["docker context create", "files made by hand"] as const)("with contexts by %s", (how) => {
	const whyNotSo = how === "docker context create" ? whyNoProgram : undefined;
	beforeEach(({ skip }) => skip(whyNotSo !== undefined, whyNotSo));

	/** A home with one context for each engine, and one behind TLS. */
	function moveIn(current?: string): TempDir {
		const home = tempDir({
			".docker/config.json": JSON.stringify(current === undefined ? {} : { currentContext: current }),
		});
		makers[how](home, "whale", [docker.host]);
		makers[how](home, "seal", [podman.host]);
		makers[how](home, "safe", [secured, certificates.client]);
		return home;
	}

	type Wishes = readonly [wishes: (home: string) => EngineEnvironment, expected: () => string];

	it.each<[string, string | undefined, Wishes]>([
		["the current one", "seal", [() => ({}), () => podman.host]],
		["DOCKER_CONTEXT before the current one", "seal", [() => ({ DOCKER_CONTEXT: "whale" }), () => docker.host]],
		[
			"DOCKER_HOST before both",
			"seal",
			[() => ({ DOCKER_CONTEXT: "seal", DOCKER_HOST: docker.host }), () => docker.host],
		],
		[
			"the files in DOCKER_CONFIG",
			undefined,
			[(home) => ({ DOCKER_CONFIG: join(home, ".docker"), DOCKER_CONTEXT: "safe" }), () => secured],
		],
		["CONTAINER_HOST behind the default one", "default", [() => ({ CONTAINER_HOST: podman.host }), () => podman.host]],
	])("%s is taken, as the docker program takes it", async (_, current, [wishes, expected]) => {
		using home = moveIn(current);
		const environment = { HOME: home.path, ...wishes(home.path) };
		const found = await findEngine({ environment, isRoot: true, clock: systemClock });
		expect(found.available && found.client.endpoint.text).toBe(expected());
		if (whyNoProgram !== undefined || expected() === podman.host) return;
		const { stdout } = runDocker(home, ["version", "--format", "{{.Server.Version}}"], environment);
		expect(stdout.trim()).toBe(found.available ? (await found.client.version()).Version : "");
	});

	it("a job runs where a context behind TLS leads", async () => {
		using home = moveIn("safe");
		const { end, stdout } = await runContainer(docker, { command: "echo safe" }, { environment: { HOME: home.path } });
		expect([end, stdout.toString()]).toEqual([expect.objectContaining({ exitCode: 0 }), "safe\n"]);
	});

	it("what is wrong with a context is said, and how to be rid of it", async () => {
		using home = moveIn("far");
		makers[how](home, "far", ["ssh://me@box.example:2222"]);
		makers[how](home, "gone", ["unix:///nonexistent/docker.sock"]);
		makers[how](home, "odd", [secured, certificates.misled]);
		const failureOf = async (wishes: EngineEnvironment) => {
			const environment = { HOME: home.path, ...wishes };
			const found = await findEngine({ environment, isRoot: true, clock: systemClock });
			if (found.available) throw new Error("it is had");
			return [found.reason, found.hint].map((text) => text.replaceAll(home.path, "HOME").replace(/[0-9a-f]{64}/, "ID"));
		};
		expect(await failureOf({})).toEqual([
			"the docker context far wants ssh://me@box.example:2222, which goes through ssh, and engines are reached by sockets, TCP and TLS",
			'Run `ssh -fNT -o StreamLocalBindUnlink=yes -L "$HOME/.docker/forwarded.sock:/var/run/docker.sock" -p 2222 me@box.example && export DOCKER_HOST="unix://$HOME/.docker/forwarded.sock"`.',
		]);
		expect(await failureOf({ DOCKER_CONTEXT: "gone" })).toEqual([
			"the docker context gone wants unix:///nonexistent/docker.sock, which is not there",
			"Run `unset DOCKER_CONTEXT`.",
		]);
		expect(await failureOf({ DOCKER_CONTEXT: "nobody" })).toEqual([
			"the docker context nobody decides, and there is none of that name",
			"Run `unset DOCKER_CONTEXT`.",
		]);
		expect(await failureOf({ DOCKER_CONTEXT: "odd" })).toEqual([
			`the docker context odd wants ${secured}, which shows a certificate whose authority is not the one in HOME/.docker/contexts/tls/ID/docker/ca.pem`,
			"Put the authority that signed the certificate of the engine into HOME/.docker/contexts/tls/ID/docker/ca.pem.",
		]);
	});
});
