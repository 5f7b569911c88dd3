import { availableParallelism, totalmem } from "node:os";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { chooseCapacity, detectCapacity, detectCapacityInSteps } from "./detect-capacity.ts";
import type { RunOptions } from "./processes.ts";

const found = {
	cpus: { value: 8, fact: "8 processors" },
	memMb: { value: 16_000, fact: "the memory" },
	diskMb: { value: 1000, fact: "the disk" },
	gpus: {
		value: [
			{ id: "GPU-a", vendor: "nvidia", memMb: 80_000 },
			{ id: "GPU-b", vendor: "nvidia" },
		],
		fact: "the driver",
	},
} as const;

describe("what is wished", () => {
	it.each([
		["nothing changes nothing", {}, { cpus: 8, memMb: 16_000, diskMb: 1000, gpus: ["GPU-a", "GPU-b"] }],
		["numbers go before what is found", { cpus: 2.5, memMb: 512, diskMb: 9 }, { cpus: 2.5, memMb: 512, diskMb: 9 }],
		["a number of GPUs takes the first", { gpus: 1 }, { gpus: ["GPU-a"] }],
		["no GPUs are none", { gpus: 0 }, { gpus: [] }],
		["more GPUs than are known are counted", { gpus: 3 }, { gpus: ["GPU-a", "GPU-b", "2"] }],
		["as many containers as usual are not said", {}, { containers: undefined }],
		["a number of containers is said", { containers: 3 }, { containers: 3 }],
		["GPUs by their ids", { gpus: ["3"] }, { gpus: ["3"] }],
	])("%s", (...[, wishes, expected]) => {
		expect(chooseCapacity(found, wishes)).toMatchObject(expected);
	});

	it("is joined with what is known of the GPUs", () => {
		const { gpuFacts, gpusBecause } = chooseCapacity(found, { gpus: 3 });
		expect(gpuFacts).toEqual([...found.gpus.value, { id: "2", vendor: "nvidia" }]);
		expect(gpusBecause).toBe("set by hand (found: the driver)");
	});

	it("is said beside what was found", () => {
		expect(chooseCapacity(found, { cpus: 2 }).facts).toMatchObject({
			cpus: "set by hand (found: 8 processors)",
			memMb: "the memory",
		});
	});
});

describe("what is found", () => {
	const mounts =
		"30 23 0:26 / /cg rw - cgroup2 cgroup2 rw\n31 23 0:27 / /m rw - cgroup cgroup rw,memory\n32 23 0:28 / /c rw - cgroup cgroup rw,cpu\n";
	const processes = { run: async () => ({ exitCode: 0, stdout: "GPU 0: x (UUID: GPU-a)\n", stderr: "" }) };
	const clock = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };

	it.each([
		[
			"the machine's, without a limit",
			"0::/a/b\n",
			{},
			{ cpus: availableParallelism(), memMb: Math.floor(totalmem() / 2 ** 20) },
		],
		[
			"the least that a group above allows",
			"0::/a/b\n",
			{ "cg/a/cpu.max": "50000 100000\n", "cg/a/b/cpu.max": "max 100000\n", "cg/a/memory.max": "104857600\n" },
			{ cpus: 0.5, memMb: 100 },
		],
		[
			"what version 1 says in its own words",
			"4:memory:/\n3:cpu:/x\n",
			{ "c/x/cpu.cfs_quota_us": "25000", "c/x/cpu.cfs_period_us": "100000", "m/memory.limit_in_bytes": "209715200" },
			{ cpus: 0.25, memMb: 200 },
		],
		[
			"not limited by nothing said",
			"3:cpu:/x\n",
			{ "c/x/cpu.cfs_quota_us": "-1", "c/x/cpu.cfs_period_us": "100000" },
			{ cpus: availableParallelism() },
		],
	])("is %s", async (...[, cgroup, tree, expected]) => {
		using root = tempDir({ "proc/self/cgroup": cgroup, "proc/self/mountinfo": mounts, ...tree });
		const options = { processes, clock, stateDirectory: root.path, environment: {}, root: root.path };
		const capacity = await detectCapacity(options);
		expect(capacity).toMatchObject({ ...expected, gpus: ["GPU-a"] });
		expect(capacity.diskMb).toBeGreaterThan(0);
	});

	it("is told before the driver of the GPUs answers", async () => {
		const answer = Promise.withResolvers<Awaited<ReturnType<(typeof processes)["run"]>>>();
		const options = { processes: { run: () => answer.promise }, clock, stateDirectory: "/", environment: {} };
		const { first, complete } = await detectCapacityInSteps({ ...options, wishes: { gpus: 3 } });
		expect(first).toMatchObject({ cpus: expect.any(Number), gpus: [], isLookingForGpus: true });
		answer.resolve(await processes.run());
		expect(await complete).toMatchObject({ cpus: first.cpus, gpus: ["GPU-a", "1", "2"] });
		expect(await complete).not.toHaveProperty("isLookingForGpus");
	});

	it.each([[0], [["GPU-b"]]])("needs no driver when the GPUs are said to be %j", async (gpus) => {
		const run = () => Promise.reject(new Error("nobody is to ask"));
		const options = { processes: { run }, clock, stateDirectory: "/", environment: {}, wishes: { gpus } };
		const { first } = await detectCapacityInSteps(options);
		expect(first.gpus).toEqual(gpus === 0 ? [] : gpus);
		expect(first).toMatchObject({ facts: { gpus: expect.stringContaining("not looked for") } });
		expect(first).not.toHaveProperty("isLookingForGpus");
	});

	it("is what is known when nobody wants to wait for the GPUs any more", async () => {
		const run = (_: readonly string[], { signal }: RunOptions) =>
			new Promise<never>((__, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
		const end = new AbortController();
		const options = { processes: { run }, clock, stateDirectory: "/", environment: {}, signal: end.signal };
		const { complete } = await detectCapacityInSteps(options);
		end.abort();
		expect(await complete).toMatchObject({ gpus: [] });
	});
});
