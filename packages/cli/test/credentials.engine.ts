import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
	setUp,
	startEngine,
	startRegistry,
	tempDir,
	type TestEngine,
	type TestRegistry,
	whyNoEngine,
	whyNoRegistry,
} from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

describe.each(["podman", "docker"] as const)("a helper that knows the password of a registry of %s", (name) => {
	const whyNot = whyNoRegistry() ?? whyNoEngine(name);
	let registry: TestRegistry;
	let engine: TestEngine;

	setUp(whyNot, async (open) => {
		registry = open.use(await startRegistry());
		engine = open.use(await startEngine(name, { registries: [registry.host] }));
	});

	/** A machine on which somebody submits a job whose image is in the registry, with what a helper says. */
	async function submitWith(secret: string, file: (host: string) => object) {
		const image = await engine.makeImage(`${registry.host}/team/tool:${secret.length}`, ["ENV WORD=pulled"]);
		await engine.giveAway(image, registry.login);
		const container = { image, parameters: [{ key: "network", value: "none" }] };
		const job = { name: "job", command: "echo $WORD", runAsUser: "", retries: 0, schedule: "R1//P1Y", container };
		using home = tempDir({
			"job.json": JSON.stringify(job),
			".docker/config.json": JSON.stringify(file(registry.host)),
		});
		const said = JSON.stringify({ ServerURL: registry.host, Username: registry.login.username, Secret: secret });
		const helper = home.write(
			"bin/docker-credential-vault",
			`#!/bin/sh\nread -r server; echo "$1 $server" >> ${home.path}/asked\ncat <<'END'\n${said}\nEND\n`,
		);
		chmodSync(helper, 0o755);
		await using machine = memoryMachine(home.path);
		const env = {
			HOME: home.path,
			PATH: `${home.path}/bin:${process.env["PATH"] ?? ""}`,
			DOCKER_HOST: engine.host,
		};
		const heard: string[] = [];
		const say = async (...words: readonly string[]) => {
			const host = machine.host({ env });
			const exit = await main(words, host);
			heard.push(host.written.stdout, host.written.stderr);
			return { exit, ...host.written };
		};
		const submitted = await say("submit", "job.json", "--wait", "--yes", "--verbose");
		for (const line of ["history job --output json", "why job", "show job", "local logs", "local status"])
			await say(...line.split(" "));
		heard.push(await machine.ask("GET", "/local/v1/jobs/job/runs"));
		const asked = existsSync(join(home.path, "asked")) ? home.read("asked") : "";
		const kept = textsBelow(join(home.path, ".local"));
		return { submitted, asked, left: secretsIn([...heard, ...kept], secret), files: kept.length };
	}

	function secretsIn(texts: readonly string[], secret: string): readonly string[] {
		const { username } = registry.login;
		const shapes = [
			secret,
			Buffer.from(`${username}:${secret}`).toString("base64"),
			Buffer.from(secret).toString("base64"),
		];
		return texts.filter((text) => shapes.some((shape) => text.includes(shape)));
	}

	it.each([
		["for that registry", (host: string) => ({ credHelpers: { [host]: "vault" } })],
		["for all", () => ({ credsStore: "vault" })],
	])("is asked %s, and what it says is nowhere to be read", async (_, file) => {
		const { submitted, asked, left, files } = await submitWith(registry.login.password, file);
		expect(submitted).toMatchObject({ exit: 0, stdout: expect.stringContaining("pulled\n") });
		expect(asked).toBe(`get ${registry.host}\n`);
		expect(files).toBeGreaterThan(3);
		expect(left).toEqual([]);
	});

	it("may be wrong, and how to log in is told without what it said", async () => {
		const { submitted, left } = await submitWith("quite-another-word", () => ({ credsStore: "vault" }));
		expect(submitted.exit).toBe(1);
		expect(submitted.stdout + submitted.stderr).toContain(`Run \`${name} login ${registry.host}\`.`);
		expect(left).toEqual([]);
	});
});

/** Of all files, whatever is in them. */
function textsBelow(folder: string): readonly string[] {
	const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
	return files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "latin1"));
}
