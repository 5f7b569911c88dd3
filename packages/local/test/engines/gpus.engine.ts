import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import { setUp, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { type Engine, memoryStore, openEngine, valuesOf, whyNotRunning } from "../../src/index.ts";
import { engineClient } from "../../src/executors/docker/engine-client.ts";
import { parseEndpoint } from "../../src/executors/docker/endpoint.ts";
import { systemProcesses } from "../../src/executors/processes.ts";
import { examineGpuSetUp } from "../../src/gpus/examine-gpu-set-up.ts";
import { readGpuSetUp } from "../../src/gpus/read-gpu-set-up.ts";
import type { Store } from "../../src/stores/store.ts";
import { executorWith } from "../attempts.ts";
import { describeExecutor } from "../describe-executor.ts";
import { baseOptions, start } from "../open-scene.ts";
import { containerExecutor } from "./container-attempts.ts";
import { type GpuMachine, startGpuMachine, whyNoGpuMachine } from "./gpu-machine.ts";

/** What a program finds of the GPUs, until it may end. */
const command = `echo "given $GIVEN, said $NVIDIA_VISIBLE_DEVICES"; ls /dev | grep nvidia; echo ready; until [ -e $MESOS_SANDBOX/go ]; do sleep 0.05; done`;

function openOn({ engine, gpus, options }: GpuMachine, store: Store, directory: string): Promise<Engine> {
	const parts = { store, clock: systemClock, executor: executorWith() };
	return openEngine({
		...baseOptions(parts),
		containers: containerExecutor(engine, options),
		capacity: { cpus: 4, memMb: 4096, diskMb: 40_960, gpus: gpus.map(({ id }) => id), gpuFacts: gpus },
		sandboxRoot: join(directory, "sandboxes"),
		longestSleepMs: 1000,
	});
}

interface Wish {
	readonly machine: GpuMachine;
	readonly name: string;
	readonly gpus?: number;
	readonly image?: string;
	/** Said before all. */
	readonly prefix?: string;
	readonly parameters?: readonly { readonly key: string; readonly value: string }[];
}

async function begin(
	engine: Engine,
	{ machine, name, gpus = 1, prefix = ":", parameters = [], ...wish }: Wish,
): Promise<void> {
	const { image = machine.engine.image } = wish;
	const container = { image, parameters: [{ key: "network", value: "none" }, ...parameters] };
	const fields = {
		name,
		gpus,
		command: `${prefix}; ${command}`,
		container,
		schedule: "R/2090-01-01T00:00:00Z/P1D",
		runAsUser: "",
		retries: 0,
	};
	await engine.tell({ type: "job.put", job: Job.parse({ cpus: 0.1, mem: 32, ...fields }) });
	await engine.tell(start(name));
}

function placeOf(engine: Engine, name: string) {
	const attempt = [...valuesOf(engine.state.attempts)].find(({ job }) => job === name);
	return attempt && { ...engine.sandboxOf(attempt), devices: attempt.devices };
}

/** What the attempt of a job has said, as soon as it has said all. */
async function wordsOf(engine: Engine, name: string): Promise<readonly string[]> {
	for (;;) {
		const file = placeOf(engine, name)?.stdoutFile ?? "";
		const text = existsSync(file) ? readFileSync(file, "utf8") : "";
		if (text.endsWith("ready\n")) return text.trimEnd().split("\n").slice(0, -1);
		await sleep(20);
	}
}

async function end(engine: Engine, name: string): Promise<void> {
	writeFileSync(join(placeOf(engine, name)?.workDirectory ?? "", "go"), "");
	while (placeOf(engine, name) !== undefined) await sleep(20);
}

function waits(engine: Engine, name: string): readonly string[] {
	return whyNotRunning(engine.state, name, engine.now()).map(({ type }) => type);
}

const given = {
	podman: {
		one: ["given 0, said void", "nvidia0"],
		two: ["given 1, said void", "nvidia1"],
		none: ["given , said void"],
	},
	docker: {
		one: ["given GPU-one, said GPU-one"],
		two: ["given GPU-two, said GPU-two"],
		none: ["given void, said void"],
	},
};

/** Docker knows names from 25 on. */
const namesOf = { podman: ["nvidia.com/gpu=1"], docker: [] };

describe.each(["podman", "docker"] as const)("GPUs in containers of %s", (name) => {
	const whyNot = whyNoGpuMachine(name);
	const { one, two, none } = given[name];
	let machine: GpuMachine;

	setUp(whyNot, async (open) => {
		machine = open.use(await startGpuMachine(name));
	});

	it("are each one job's at a time, and the next one's when it has ended", async () => {
		using directory = tempDir();
		await using engine = await openOn(machine, memoryStore(), directory.path);
		for (const job of ["a", "b", "c"]) await begin(engine, { machine, name: job });
		expect(await Promise.all([wordsOf(engine, "a"), wordsOf(engine, "b")])).toEqual([one, two]);
		expect(waits(engine, "c")).toEqual(["needs-capacity"]);
		await end(engine, "b");
		expect(await wordsOf(engine, "c")).toEqual(two);
		await end(engine, "a");
		await end(engine, "c");
		expect(engine.state.usedDevices.size).toBe(0);
	});

	it("stay their job's when the server is another one", async () => {
		using directory = tempDir();
		const store = memoryStore();
		const before = await openOn(machine, store, directory.path);
		await begin(before, { machine, name: "a" });
		expect(await wordsOf(before, "a")).toEqual(one);
		await before.close();
		await using engine = await openOn(machine, store, directory.path);
		expect([...engine.state.usedDevices]).toEqual(["GPU-one"]);
		await begin(engine, { machine, name: "b" });
		await begin(engine, { machine, name: "c" });
		expect(await wordsOf(engine, "b")).toEqual(two);
		expect(waits(engine, "c")).toEqual(["needs-capacity"]);
		await end(engine, "a");
		expect(await wordsOf(engine, "c")).toEqual(one);
		await end(engine, "b");
		await end(engine, "c");
	});

	it("are nobody's who does not ask for any", async () => {
		using directory = tempDir();
		await using engine = await openOn(machine, memoryStore(), directory.path);
		await begin(engine, { machine, name: "a", gpus: 0 });
		expect(await wordsOf(engine, "a")).toEqual(none);
		await end(engine, "a");
	});

	it.each(namesOf[name])("are had by the name %s as well, which nobody counts", async (value) => {
		using directory = tempDir();
		await using engine = await openOn(machine, memoryStore(), directory.path);
		const parameters = [{ key: "device", value }];
		await begin(engine, { machine, name: "a", gpus: 0, parameters });
		expect(await wordsOf(engine, "a")).toEqual(two);
		await end(engine, "a");
	});

	for (const value of namesOf[name]) {
		describeExecutor("podman in its own words", () => ({
			open: (options) => containerExecutor(machine.engine, { ...machine.options, ...options }),
			fields: {
				container: {
					image: machine.engine.image,
					parameters: [
						{ key: "network", value: "none" },
						{ key: "device", value },
					],
				},
			},
		}));
	}

	it("are in the image that a name without a registry means to the rest", async () => {
		using directory = tempDir();
		await using engine = await openOn(machine, memoryStore(), directory.path);
		await machine.engine.makeImage("localhost/tool:1", ["ENV WHOSE=other"]);
		await machine.engine.makeImage("docker.io/library/tool:1", ["ENV WHOSE=ours"]);
		const wish = { machine, image: "tool:1", prefix: "echo $WHOSE" };
		await begin(engine, { ...wish, name: "a" });
		await begin(engine, { ...wish, name: "b", gpus: 0 });
		const [[own], [rest]] = await Promise.all([wordsOf(engine, "a"), wordsOf(engine, "b")]);
		expect(own).toBe(rest);
		await end(engine, "a");
		await end(engine, "b");
	});

	it("are told of by who examines the machine", async () => {
		const endpoint = parseEndpoint(machine.engine.host);
		if (endpoint.kind === "unusable") throw new Error(endpoint.reason);
		const { DefaultRuntime: defaultRuntime = "", Runtimes: runtimes = {} } = await engineClient(endpoint).info();
		const setUp = await readGpuSetUp({
			processes: systemProcesses,
			clock: systemClock,
			environment: { PATH: machine.programs },
			cdiFolders: machine.options.gpus?.cdiFolders ?? [],
			programFolders: [],
			daemonFile: "/nonexistent/daemon.json",
			engine: { isPodman: name === "podman", defaultRuntime, runtimes: Object.keys(runtimes), cdiFolders: [] },
		});
		const [file] = setUp.cdiSpecs.map((spec) => spec.file);
		const way = { podman: `Podman gives them to containers by CDI (${file})`, docker: byDefault }[name];
		expect(examineGpuSetUp(setUp)).toEqual([
			{ state: "ok", message: "2 × NVIDIA H100, driver 535.104.05, CUDA 12.2" },
			{ state: "ok", message: way },
		]);
	});
});

const byDefault = "Docker gives them to containers by its default runtime, nvidia";
