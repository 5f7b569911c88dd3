import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { systemClock } from "@chronos-job/core";
import {
	type MemoryHostOptions,
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
import { type SlowRegistry, slowRegistry } from "./slow-registry.ts";

type Run = (
	words: readonly string[],
	options?: Partial<MemoryHostOptions>,
) => Promise<{
	readonly exit: number;
	readonly stdout: string;
	readonly stderr: string;
	readonly left: readonly string[];
}>;

describe.each(["podman", "docker"] as const)("an image that %s gets slowly", (name) => {
	const whyNot = whyNoRegistry() ?? whyNoEngine(name);
	let registry: TestRegistry;
	let slow: SlowRegistry;
	let engine: TestEngine;

	setUp(whyNot, async (open) => {
		registry = open.use(await startRegistry());
		slow = open.use(await slowRegistry(registry.host, 2_000_000));
		engine = open.use(await startEngine(name, { registries: [slow.host] }));
		// Of what cannot be made smaller.
		order(
			"run",
			"--name",
			"big",
			"--network",
			"none",
			engine.image,
			"dd",
			"if=/dev/urandom",
			"of=/big",
			"bs=1M",
			"count=9",
		);
	});

	function order(...words: readonly string[]): string {
		const [program = "", ...first] = engine.program.command;
		const env = { ...engine.program.environment, PATH: process.env["PATH"] ?? "" };
		const { status, stdout, stderr } = spawnSync(program, [...first, ...words], { env, encoding: "utf8" });
		if (status !== 0) throw new Error(`${words.join(" ")}: ${stderr}`);
		return stdout.trim();
	}

	function containers(): string {
		return order("ps", "--all", "--quiet", "--filter", "name=chronos-job");
	}

	/** One that the engine does not have. */
	async function give(image: string): Promise<string> {
		const full = `${slow.host}/${image}`;
		order("commit", "big", full);
		await engine.giveAway(full, registry.login);
		return full;
	}

	/** Somebody types in a folder with a job that names an image. */
	async function type(words: readonly string[], image: string, options: Partial<MemoryHostOptions> = {}) {
		return inFolder(image, (run) => run(words, options));
	}

	/** The same with several lines. */
	async function inFolder<T>(image: string, work: (run: Run) => Promise<T>): Promise<T> {
		const container = { image, parameters: [{ key: "network", value: "none" }] };
		const job = { name: "job", command: "echo here", runAsUser: "", schedule: "R1//P1Y", container };
		using home = tempDir({
			".docker/config.json": authFileOf(slow.host, registry.login),
			"job.json": JSON.stringify(job),
			"tmp/x": "",
		});
		await using machine = memoryMachine(home.path);
		const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host };
		const temporaryFolder = `${home.path}/tmp`;
		const result = await work(async (words, options = {}) => {
			const host = machine.host({ env, ...options });
			const exit = await main(words, { ...host, now: () => systemClock.now(), temporaryFolder });
			return { exit, ...host.written, left: readdirSync(temporaryFolder) };
		});
		// A server removes what has ended when it has told of it.
		await expect.poll(containers, { timeout: 10_000 }).toBe("");
		// The next one has the same layer, which is to come once more.
		order("rmi", "--force", image);
		return result;
	}

	/** The amounts that a person has seen, without those that were seen before. */
	function amountsIn(text: string): readonly string[] {
		return [...new Set([...text.matchAll(/pulling \S+, (\d+) MB/g)].map(([, amount = ""]) => amount))];
	}

	it("is seen to grow on one line of a terminal, and then the job runs", async () => {
		const image = await give("grows:1");
		const { exit, stdout, stderr } = await type(["run-local", "job.json"], image, { overwrites: true });
		expect({ exit, stdout }).toEqual({ exit: 0, stdout: "here\n" });
		expect(stderr).not.toContain("\n");
		expect(amountsIn(stderr).length).toBeGreaterThan(1);
	});

	it("is told of now and then where there is no terminal", async () => {
		const image = await give("seldom:1");
		const { exit, stdout, stderr } = await type(["run-local", "job.json"], image);
		expect({ exit, stdout }).toEqual({ exit: 0, stdout: "here\n" });
		expect(stderr.replace(image, "IMAGE")).toMatch(/^pulling IMAGE, \d+ MB(?: of \d+ MB)?\n$/);
	});

	it("is pulled no further when somebody presses Ctrl-C, and nothing is left", async () => {
		const image = await give("unwanted:1");
		const interrupt = new AbortController();
		let before = Infinity;
		const layer = slow.nextLayer();
		async function press(): Promise<void> {
			await layer;
			before = performance.now();
			interrupt.abort();
		}
		void press();
		const { exit, stdout, left } = await type(["run-local", "job.json"], image, { interrupt: interrupt.signal });
		expect({ exit, stdout, left }).toEqual({ exit: 130, stdout: "", left: ["x"] });
		expect(performance.now() - before).toBeLessThan(3000);
		expect(await (await layer).end).toBe("cut");
		expect(containers()).toBe("");
	});

	it("is pulled no further when its job is killed, which has never begun", async () => {
		const image = await give("killed:1");
		const layer = slow.nextLayer();
		const { killed, history } = await inFolder(image, async (run) => {
			await run(["submit", "job.json", "--yes"]);
			await layer;
			const before = performance.now();
			const { exit } = await run(["kill", "job", "--wait", "--yes"]);
			const tookMs = performance.now() - before;
			return { killed: { exit, isSoon: tookMs < 3000 }, history: await run(["history", "job", "--output", "json"]) };
		});
		expect(killed).toEqual({ exit: 0, isSoon: true });
		expect(await (await layer).end).toBe("cut");
		expect(JSON.parse(history.stdout)).toMatchObject({ runs: [{ outcome: "killed" }] });
	});

	it("is seen to grow while somebody waits for a job that was submitted", async () => {
		const image = await give("waited:1");
		const { exit, stdout, stderr } = await type(["submit", "job.json", "--wait", "--yes"], image, { overwrites: true });
		expect(exit).toBe(0);
		expect(stdout).toContain("here\n");
		expect(amountsIn(stderr).length).toBeGreaterThan(1);
	});
});
