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
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

describe.each(["podman", "docker"] as const)("%s", (name) => {
	const whyNot = whyNoRegistry() ?? whyNoEngine(name);
	let registry: TestRegistry;
	let engine: TestEngine;

	setUp(whyNot, async (open) => {
		registry = open.use(await startRegistry());
		engine = open.use(await startEngine(name, { registries: [registry.host] }));
	});

	it("loses what a deleted job had pulled and stored, and nothing else", async () => {
		const image = await engine.makeImage(`${registry.host}/tool:1`, ["ENV WORD=pulled"]);
		await engine.giveAway(image, registry.login);
		const container = {
			image,
			parameters: [
				{ key: "network", value: "none" },
				{ key: "volume", value: "results:/data" },
			],
		};
		const job = { name: "job", command: "echo $WORD > /data/x", runAsUser: "", schedule: "R1//P1Y", container };
		using home = tempDir({
			"job.json": JSON.stringify(job),
			".docker/config.json": authFileOf(registry.host, registry.login),
		});
		await using machine = memoryMachine(home.path);
		const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host };
		const say = async (...words: readonly string[]) => {
			const host = machine.host({ env });
			return { exit: await main(words, host), ...host.written };
		};
		expect(await say("submit", "job.json", "--wait")).toMatchObject({ exit: 0 });
		const kept = await say("local", "prune", "--volumes", "--dry-run");
		expect(kept.stdout).toContain("kept       volume results: the job job names it\n");
		await say("delete", "job", "--yes");
		const { exit, stdout } = await say("local", "prune", "--volumes", "--yes");
		expect({ exit, stdout: stdout.replaceAll(/\d+ kB/g, "N") }).toEqual({
			exit: 0,
			// The layer is that of an image that was there before.
			stdout: `removed      image      ${image}  0 MB\nremoved      volume     results  N\nfreed N\n`,
		});
		expect((await say("local", "prune", "--volumes")).stdout).toBe("nothing to remove\n");
	});
});
