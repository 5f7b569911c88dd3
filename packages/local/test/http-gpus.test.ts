import { expect, it } from "vitest";
import { openGpuImages } from "../src/gpus/gpu-images.ts";
import { type Executor, manualClock, memoryStore, scriptedExecutor, startLocal } from "../src/index.ts";

const gpu = {
	vendor: "nvidia",
	model: "NVIDIA H100 80GB HBM3",
	memMb: 81_559,
	driver: "535.104.05",
	cuda: "12.2",
} as const;
const gpuFacts = [
	{ ...gpu, id: "GPU-a", index: 0 },
	{ ...gpu, id: "GPU-b", index: 1 },
];
const room = { cpus: 8, memMb: 16_384, diskMb: 100_000 };

/** Runs nothing, and knows of one image what a look into it tells. */
function openContainers(): Executor {
	const scripted = scriptedExecutor({})(manualClock(0));
	const images = openGpuImages(() => gpuFacts);
	const study = async () => images.learn("reg/a:1", ["PATH=/bin"]);
	return {
		...scripted,
		study,
		findObstacle: (job) => images.findObstacle(job),
		findDoubt: (job) => images.findDoubt(job),
	};
}

async function openMachine(containers?: Executor) {
	const clock = manualClock("2026-11-21T09:00:00.000Z");
	const server = await startLocal({
		store: memoryStore(),
		executor: scriptedExecutor({ train: { afterMs: 60_000 } }),
		containers,
		credentials: "none",
		clock,
		capacity: { ...room, gpus: ["GPU-a", "GPU-b"], gpuFacts, gpusBecause: "nvidia-smi tells of 2" },
		measureGpus: async () => new Map([["GPU-a", { utilPercent: 7, memMb: 2150 }]]),
	});
	await server.submit({ name: "train", command: "true", schedule: "R1//P1Y", gpus: 1 });
	await clock.advance(3000);
	const read = async (path: string): Promise<unknown> => (await server.fetch(`/local/v1/${path}`)).json();
	return { clock, read, server, [Symbol.asyncDispose]: () => server.close() };
}

it("what a machine has tells of each GPU, and whose it is", async () => {
	await using machine = await openMachine();
	expect(await machine.read("capacity")).toMatchObject({
		gpus: [{ ...gpuFacts[0], usedBy: expect.stringMatching(/^ct:\d+:0:train:$/) }, gpuFacts[1]],
		gpusBecause: "nvidia-smi tells of 2",
		unavailable: { container: expect.stringContaining("Docker") },
	});
	await machine.clock.advance({ minutes: 2 });
	expect(await machine.read("capacity")).toMatchObject({ used: { gpus: 0 }, gpus: gpuFacts });
	expect(JSON.stringify(await machine.read("capacity"))).not.toContain("usedBy");
});

it("an image with a CUDA that the driver is too old for is said so, when it is submitted and when somebody asks", async () => {
	await using machine = await openMachine();
	const container = { type: "DOCKER", image: "nvidia/cuda:13.0.1-base" };
	const body = JSON.stringify({ name: "new", command: "true", schedule: "R1//P1Y", gpus: 1, container });
	const init = { method: "POST", headers: { "content-type": "application/json" }, body };
	const { headers } = await machine.server.fetch("/v1/scheduler/iso8601", init);
	const text =
		"It cannot be launched here: nvidia/cuda:13.0.1-base has CUDA 13.0, which needs driver 580 or newer; this machine has 535.104.05.";
	expect(headers.get("warning")).toContain(text);
	expect(await machine.read("jobs/new/why")).toMatchObject({ reasons: [{ type: "cannot-launch", text }, {}] });
});

it("what may go wrong with an image is said, once somebody has looked into it", async () => {
	await using machine = await openMachine(openContainers());
	const container = { type: "MESOS", image: "reg/a:1" };
	const body = JSON.stringify({ name: "plain", command: "true", schedule: "R1//P1Y", gpus: 1, container });
	const init = { method: "POST", headers: { "content-type": "application/json" }, body };
	const { headers } = await machine.server.fetch("/v1/scheduler/iso8601", init);
	const text = "reg/a:1 does not say NVIDIA_VISIBLE_DEVICES, and Mesos gives no driver to such an image.";
	expect(headers.get("warning")).toContain(text);
	const { reasons } = (await machine.read("jobs/plain/why")) as { readonly reasons: readonly object[] };
	expect(reasons.at(-1)).toEqual({ type: "doubt", text });
});

it("an attempt tells what it uses of its GPUs while it runs, and what it has used", async () => {
	await using machine = await openMachine();
	const use = { gpus: 1, averagePercent: 7, mostMemMb: 2150, totalMemMb: 81_559 };
	const running = { phase: "running", devices: ["GPU-a"], gpuUse: { ...use, latestPercent: 7, latestMemMb: 2150 } };
	expect(await machine.read("jobs/train/runs")).toMatchObject({ runs: [{ attempts: [running] }] });
	await machine.clock.advance({ minutes: 2 });
	const ended = { phase: "ended", gpuUse: use, end: { outcome: "succeeded", gpuUse: use } };
	expect(await machine.read("jobs/train/runs")).toMatchObject({ runs: [{ attempts: [ended] }] });
});
