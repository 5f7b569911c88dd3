import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
	authFileOf,
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
import type { PullProgress } from "../../src/executors/executor.ts";
import { sandboxAt } from "../attempts.ts";
import { containerExecutor, containerSpec } from "./container-attempts.ts";

describe.each(["podman", "docker"] as const)("an image that %s has from a registry", (name) => {
	const whyNot = whyNoRegistry() ?? whyNoEngine(name);
	let registry: TestRegistry;
	let engine: TestEngine;

	setUp(whyNot, async (open) => {
		registry = open.use(await startRegistry());
		engine = open.use(await startEngine(name, { registries: [registry.host] }));
	});

	/** An image that says which one it is, and that the engine does not have. */
	async function give(image: string, word: string): Promise<string> {
		const made = await engine.makeImage(`${registry.host}/${image}`, [`ENV WORD=${word}`]);
		await engine.giveAway(made, registry.login);
		return made;
	}

	/** What it says, or why it does not begin. */
	async function wordOf(image: string, home: string, fields = {}): Promise<string> {
		const executor = containerExecutor(engine, { environment: { DOCKER_HOST: engine.host, HOME: home } });
		const spec = containerSpec(engine, { command: "echo $WORD", container: { image, ...fields } });
		const sandbox = sandboxAt(join(home, spec.nonce));
		const launched = await executor.start(spec, sandbox);
		if (launched.kind !== "running") return launched.reason;
		await launched.attempt.end;
		return readFileSync(sandbox.stdoutFile, "utf8");
	}

	function loggedIn(password = registry.login.password): string {
		return authFileOf(registry.host, { ...registry.login, password });
	}

	it.each([".docker/config.json", ".config/containers/auth.json"])("is pulled with what %s knows", async (file) => {
		const image = await give("team/tool:1", "pulled");
		using home = tempDir({ [file]: loggedIn() });
		expect(await wordOf(image, home.path)).toBe("pulled\n");
	});

	it("tells how much of it has come", async () => {
		const image = await give("big:1", "x");
		using home = tempDir({ ".docker/config.json": loggedIn() });
		const executor = containerExecutor(engine, { environment: { DOCKER_HOST: engine.host, HOME: home.path } });
		const spec = containerSpec(engine, { command: "true", container: { image } });
		const heard: PullProgress[] = [];
		const launched = await executor.start(spec, sandboxAt(join(home.path, "s")), (pull) => heard.push(pull));
		if (launched.kind === "running") await launched.attempt.end;
		expect(heard[0]).toEqual(expect.objectContaining({ image, bytes: expect.any(Number) }));
	});

	it("is not had by who did not log in, and how to log in is told", async () => {
		const image = await give("secret:1", "x");
		using home = tempDir();
		const reason = await wordOf(image, home.path);
		expect(reason).toMatch(`the image ${image} cannot be pulled: `);
		expect(reason).toMatch(`Run \`${name} login ${registry.host}\`.`);
	});

	it("is not had with the wrong password, which nobody is told", async () => {
		const image = await give("secret:2", "x");
		using home = tempDir({ ".docker/config.json": loggedIn("hush-hush") });
		const reason = await wordOf(image, home.path);
		expect(reason).toMatch(`${registry.host} was asked with the credentials of this user. Run \`${name} login`);
		expect(reason).not.toMatch(/hush|alice/);
	});

	it("is pulled once more when the job wants that, and else not", async () => {
		const image = await give("moving:1", "theirs");
		await engine.makeImage(image, ["ENV WORD=ours"]);
		using home = tempDir({ ".docker/config.json": loggedIn() });
		expect(await wordOf(image, home.path)).toBe("ours\n");
		expect(await wordOf(image, home.path, { forcePullImage: true })).toBe("theirs\n");
	});
});
