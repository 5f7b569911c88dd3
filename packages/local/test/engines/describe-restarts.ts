import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import { random, tempDir, type TestEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { writeContainerRecord } from "../../src/executors/docker/container-record.ts";
import { endContainers } from "../../src/executors/docker/end-containers.ts";
import { parseEndpoint } from "../../src/executors/docker/endpoint.ts";
import { engineClient, type EngineClient } from "../../src/executors/docker/engine-client.ts";
import { nameOf } from "../../src/executors/docker/launch-container.ts";
import { nonceLabel } from "../../src/executors/docker/plan-container.ts";
import type { AttemptSpec, Recovery, RunningAttempt, Sandbox } from "../../src/executors/executor.ts";
import { sandboxAt } from "../attempts.ts";
import { untilSaid } from "../describe-executor.ts";
import { containerExecutor, containerSpec, launchContainer } from "./container-attempts.ts";

const lines = 60;
const command = `echo begun >> "$MESOS_SANDBOX/begun"; i=0; while [ $i -lt ${lines} ]; do echo "line $i"; echo "err $i" >&2; i=$((i+1)); sleep 0.02; done; exit 7`;
// Without a shell of its own, the logs come from the engine.
const bare = { command: "/bin/sh", arguments: ["-c", command], shell: false, container: { type: "MESOS" } };
const kills = 6;

interface Left {
	readonly engine: TestEngine;
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
}

/** Another server starts the attempt, and is killed some time after that. */
async function startAndKill({ engine, ...left }: Left, afterMs: number) {
	const program = new URL("start-containers.ts", import.meta.url).pathname;
	const asked = JSON.stringify({ ...left, engine: engine.host });
	const server = spawn(process.execPath, ["--conditions=@chronos-job/source", program, asked], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const ended = once(server, "exit");
	await once(server.stdout, "data");
	await sleep(afterMs);
	server.kill("SIGKILL");
	await ended;
}

/** As a server that is killed right before it starts a container. */
async function makeOnly({ engine, attempt: { nonce }, sandbox }: Left): Promise<EngineClient> {
	const endpoint = parseEndpoint(engine.host);
	if (endpoint.kind === "unusable") throw new Error(endpoint.reason);
	const client = engineClient(endpoint);
	mkdirSync(sandbox.directory, { recursive: true });
	await client.create(nameOf(nonce), { Image: engine.image, Cmd: ["true"], Labels: { [nonceLabel]: nonce } });
	const record = { nonce, engine: engine.host, writesLogs: true, phase: "starting" } as const;
	await writeContainerRecord(sandbox.directory, record);
	return client;
}

async function recovered({ engine, attempt, sandbox }: Left): Promise<RunningAttempt> {
	const executor = containerExecutor(engine);
	const recovery = await executor.recover(attempt, sandbox);
	if (recovery.kind === "never-claimed") return launchContainer(executor, attempt, sandbox);
	if (recovery.kind === "running") return recovery.attempt;
	return { end: Promise.resolve(recovery), stop: () => Promise.resolve() };
}

function wordOf(end: Recovery): string | undefined {
	return end.kind === "exited" ? end.signal : end.kind;
}

/** What a server that was killed leaves to the next one. */
export function describeRestarts(get: () => TestEngine): void {
	const chance = random(7);

	describe("an attempt whose server is killed", { concurrent: true }, () => {
		it.each(Array.from({ length: kills }, (_, index) => [index]))(
			"ran once, and all that it said is there once: %i",
			async (index) => {
				using directory = tempDir();
				const sandbox = sandboxAt(join(directory.path, "s"));
				const attempt = containerSpec(get(), index % 2 === 0 ? { command } : bare);
				const left = { engine: get(), attempt, sandbox };
				// Some of them while the container is being made, some while it runs, some after it has ended.
				await startAndKill(left, (index * 2500) / kills + chance.below(100));
				const { end } = await recovered(left);
				expect(await end).toMatchObject({ kind: "exited", exitCode: 7 });
				const numbers = Array.from({ length: lines }, (_, number) => number);
				expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe(numbers.map((number) => `line ${number}\n`).join(""));
				expect(readFileSync(sandbox.stderrFile, "utf8")).toBe(numbers.map((number) => `err ${number}\n`).join(""));
				expect(readFileSync(join(sandbox.workDirectory, "begun"), "utf8")).toBe("begun\n");
			},
		);
	});

	describe("an attempt of which nobody knows", () => {
		it("is told as it ended after it was settled, whatever the engine knows", async () => {
			using directory = tempDir();
			const sandbox = sandboxAt(join(directory.path, "s"));
			const spec = containerSpec(get(), { command: "exit 3" });
			const attempt = await launchContainer(containerExecutor(get()), spec, sandbox);
			const end = await attempt.end;
			const gone = containerExecutor(get(), { environment: { DOCKER_HOST: "unix:///nonexistent/x.sock" } });
			expect(await gone.recover(spec, sandbox)).toEqual(end);
		});

		it("leaves nothing behind when its container was made and never started", async () => {
			using directory = tempDir();
			const sandbox = sandboxAt(join(directory.path, "s"));
			const attempt = containerSpec(get(), { command: "exit 3" });
			const client = await makeOnly({ engine: get(), attempt, sandbox });
			const executor = containerExecutor(get());
			expect(await executor.recover(attempt, sandbox)).toEqual({ kind: "never-claimed" });
			expect(await client.findContainer(nameOf(attempt.nonce))).toBeUndefined();
			expect(await executor.recover(attempt, sandbox)).toEqual({ kind: "never-claimed" });
			const { end } = await launchContainer(executor, attempt, sandbox);
			expect(await end).toMatchObject({ kind: "exited", exitCode: 3 });
		});

		it("is lost when somebody removed its container", async () => {
			using directory = tempDir();
			const sandbox = sandboxAt(join(directory.path, "s"));
			const spec = containerSpec(get(), { command: "echo here; sleep 60" });
			const attempt = await launchContainer(containerExecutor(get()), spec, sandbox);
			await untilSaid(sandbox.stdoutFile, "here");
			await get().removeAll();
			// Some engines let it be seen for a moment how it was killed.
			expect(["lost", "SIGKILL"]).toContain(wordOf(await attempt.end));
			expect(["lost", "SIGKILL"]).toContain(wordOf(await containerExecutor(get()).recover(spec, sandbox)));
		});
	});

	it("containers of a directory are ended when nobody needs them, and no others", async () => {
		using directory = tempDir();
		const [mine, other] = ["mine", "other"].map((name) => sandboxAt(join(directory.path, name, "s")));
		if (mine === undefined || other === undefined) throw new Error("two are needed");
		const begin = (sandbox: Sandbox) =>
			launchContainer(containerExecutor(get()), containerSpec(get(), { command: "sleep 60" }), sandbox);
		const [ended, left] = [await begin(mine), await begin(other)];
		await endContainers(join(directory.path, "mine"), { environment: { DOCKER_HOST: get().host }, clock: systemClock });
		expect(["lost", "SIGKILL"]).toContain(wordOf(await ended.end));
		await left.stop(0);
		expect(wordOf(await left.end)).toMatch(/^SIG(?:TERM|KILL)$/);
	});

	it("an engine that is restarted in between loses nothing of what its containers say", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "s"));
		const attempt = await launchContainer(containerExecutor(get()), containerSpec(get(), { command }), sandbox);
		await untilSaid(sandbox.stdoutFile, "line 3\n");
		await get().stop();
		await get().start();
		const end = await attempt.end;
		expect(end).toMatchObject({ kind: "exited", exitCode: 7 });
		expect(readFileSync(sandbox.stdoutFile, "utf8").trim().split("\n")).toHaveLength(lines);
	});
}
