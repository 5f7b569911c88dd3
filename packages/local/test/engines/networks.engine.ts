import { readFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import { setUp, startEngine, tempDir, type TestEngine, whyNoEngine, whyNoNetwork } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { callEngine } from "../../src/executors/docker/call-engine.ts";
import { findRunning } from "../../src/executors/docker/find-running.ts";
import { sandboxAt } from "../attempts.ts";
import { containerExecutor, containerSpec } from "./container-attempts.ts";

const serve = "echo ready; while :; do echo served | nc -l -p 80; done";
const ask = (port: number) =>
	`for i in 1 2 3 4 5 6 7 8 9; do echo | nc -w 2 127.0.0.1 ${port} && exit; sleep 0.3; done; exit 1`;

const mapping = (hostPort: number) => ({
	network: "BRIDGE",
	parameters: [],
	networkInfos: [{ name: "bridge", portMappings: [{ hostPort, containerPort: 80, protocol: "TCP" }] }],
});

describe.each(["podman", "docker"] as const)("the network of a container of %s", (name) => {
	const whyNot = whyNoEngine(name) ?? whyNoNetwork(name);
	let engine: TestEngine;

	setUp(whyNot, async (open) => {
		engine = open.use(await startEngine(name, { hasNetwork: true }));
	});

	async function launch(folder: string, command: string, container: object) {
		const spec = containerSpec(engine, { command, container: { ...container } });
		const sandbox = sandboxAt(join(folder, spec.nonce));
		return { launched: await containerExecutor(engine).start(spec, sandbox), sandbox };
	}

	/** One that is there already stays. */
	async function makeNetwork(name: string, subnet: string): Promise<void> {
		const endpoint = { kind: "unix", text: engine.host, socketPath: engine.socketPath } as const;
		const body = { Name: name, Driver: "bridge", CheckDuplicate: true, IPAM: { Config: [{ Subnet: subnet }] } };
		await callEngine(endpoint, { method: "POST", path: "/networks/create", body }).catch((error: unknown) => {
			if (!String(error).includes("already")) throw error;
		});
	}

	async function outputOf(folder: string, command: string): Promise<string> {
		const { launched, sandbox } = await launch(folder, command, { network: "HOST", parameters: [] });
		if (launched.kind !== "running") throw new Error(launched.reason);
		await launched.attempt.end;
		return readFileSync(sandbox.stdoutFile, "utf8");
	}

	it("is a bridge, and a port of the machine leads to one of its own", async () => {
		using folder = tempDir();
		const { launched } = await launch(folder.path, serve, mapping(18_080));
		expect(launched).toMatchObject({ kind: "running" });
		expect(await outputOf(folder.path, ask(18_080))).toBe("served\n");
		if (launched.kind === "running") await launched.attempt.stop(0);
	});

	it("cannot have a port that somebody else has, in the words of the engine", async () => {
		using folder = tempDir();
		const first = await launch(folder.path, serve, mapping(18_081));
		const second = await launch(folder.path, serve, mapping(18_081));
		expect(second.launched).toMatchObject({
			kind: "failed",
			reason: expect.stringMatching(/^the container cannot be started: .*(?:already allocated|address already in use)/),
		});
		if (first.launched.kind === "running") await first.launched.attempt.stop(0);
	});

	it("has a port that the engine chooses where the job leaves it to it, and that port is told", async () => {
		using folder = tempDir();
		const { launched } = await launch(folder.path, serve, mapping(0));
		const environment = { DOCKER_HOST: engine.host };
		const found = await findRunning({ root: folder.path, job: "nightly", environment, clock: systemClock });
		const [port] = found?.ports ?? [];
		expect(port).toMatchObject({ port: 80, protocol: "tcp", hostPort: expect.any(Number) });
		expect(await outputOf(folder.path, ask(port?.hostPort ?? 0))).toBe("served\n");
		if (launched.kind === "running") await launched.attempt.stop(0);
	});

	it.each([
		[
			"USER",
			{ type: "DOCKER", network: "USER", networkName: "backyard" },
			{ name: "n", portMappings: [{ hostPort: 18_082, containerPort: 80 }] },
		],
		["MESOS", { type: "MESOS" }, { name: "backyard", portMappings: [{ hostPort: 18_082, containerPort: 80 }] }],
	])("is one of the engine under its name (%s), with ports of the machine that lead into it", async (...row) => {
		const [, fields, info] = row;
		await makeNetwork("backyard", "10.217.5.0/24");
		using folder = tempDir();
		const command = `ip -4 addr | grep -q '10[.]217[.]5[.]' && echo inside; ${serve}`;
		const container = { ...fields, networkInfos: [info], parameters: [] };
		const { launched, sandbox } = await launch(folder.path, command, container);
		expect(launched).toMatchObject({ kind: "running" });
		expect(await outputOf(folder.path, ask(18_082))).toBe("served\n");
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toMatch(/^inside\nready\n/);
		if (launched.kind === "running") await launched.attempt.stop(0);
	});

	it("cannot be one that the engine does not know, in the words of the engine", async () => {
		using folder = tempDir();
		const { launched } = await launch(folder.path, "true", { network: "USER", networkName: "nowhere", parameters: [] });
		expect(launched).toMatchObject({ kind: "failed", reason: expect.stringMatching(/nowhere.*not found/) });
	});
});
