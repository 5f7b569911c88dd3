import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";

const launcher = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));

/** A driver of two GPUs, of which the first is at work. */
const driver = `#!/bin/sh
case $1 in
-L) echo "GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-one)"
	echo "GPU 1: NVIDIA H100 80GB HBM3 (UUID: GPU-two)" ;;
--query-gpu=uuid,name,*) echo "GPU-one, NVIDIA H100 80GB HBM3, 81559, 535.104.05"
	echo "GPU-two, NVIDIA H100 80GB HBM3, 81559, 535.104.05" ;;
--query-gpu=uuid,utilization.gpu,*) echo "GPU-one, 7, 2150"
	echo "GPU-two, 0, 3" ;;
--query-compute-apps=*) echo "GPU-one, 4711, 2100" ;;
*) echo "| NVIDIA-SMI 535.104.05   Driver Version: 535.104.05   CUDA Version: 12.2     |" ;;
esac
`;

/** Somebody's home on a machine with that driver. */
function openHome(jobs: Readonly<Record<string, object>>) {
	const files = tempDir({
		"bin/nvidia-smi": driver,
		...Object.fromEntries(
			Object.entries(jobs).map(([name, job]) => [`${name}.json`, JSON.stringify({ name, ...job })]),
		),
	});
	chmodSync(join(files.path, "bin/nvidia-smi"), 0o755);
	const env = { HOME: files.path, PATH: `${files.path}/bin:${process.env["PATH"]}` };
	const run = (...words: readonly string[]): Promise<string> =>
		new Promise((resolve) => {
			const child = spawn(process.execPath, [launcher, ...words], { cwd: files.path, env });
			let text = "";
			for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
			child.once("close", () => resolve(text));
		});
	return {
		run,
		files,
		/** Ends the server as a machine does that has run out of memory. */
		killServer: () => {
			const record: unknown = JSON.parse(
				readFileSync(join(files.path, ".local/state/chronos-job/server.json"), "utf8"),
			);
			process.kill((record as { readonly pid: number }).pid, "SIGKILL");
		},
		async [Symbol.asyncDispose]() {
			await run("local", "stop", "--stop-jobs");
			files[Symbol.dispose]();
		},
	};
}

const once = { schedule: "R1//P1Y", retries: 0, cpus: 0.1 };

it.concurrent("a GPU stays its job's when the server is killed, and is the next one's when that has ended", async () => {
	await using home = openHome({ second: { ...once, gpus: 1, command: "echo $CUDA_VISIBLE_DEVICES" } });
	const command = `cd ${home.files.path}; touch got-$CUDA_VISIBLE_DEVICES; until [ -e go ]; do sleep 0.02; done`;
	home.files.write("first.json", JSON.stringify({ ...once, name: "first", gpus: 1, command }));
	await home.run("local", "start", "--gpus", "1");
	await home.run("submit", "first.json", "--yes");
	await until(() => existsSync(join(home.files.path, "got-GPU-one")));
	home.killServer();
	await home.run("local", "start", "--gpus", "1");
	await home.run("submit", "second.json", "--yes");
	await until(async () => (await home.run("local", "status")).includes("second: It needs 1 GPU, and 0 are free."));
	expect(await home.run("local", "status")).toContain("CUDA 12.2, used by first\n");
	home.files.write("go", "");
	expect(await home.run("wait", "first", "second")).toMatch(/second {2}succeeded/);
	expect(await home.run("local", "logs", "second")).toBe("GPU-one\n");
});

async function until(look: () => boolean | Promise<boolean>): Promise<void> {
	for (let looks = 0; looks < 1000; looks += 1) {
		if (await look()) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error("it never came");
}

it.concurrent("a job gets a GPU of its own, and what it used is told at its end, and kept", async () => {
	await using home = openHome({
		train: { ...once, gpus: 1, command: "env | grep ^CUDA_VISIBLE; sleep 1.6" },
		many: { ...once, gpus: 3, command: "true" },
	});
	const said = await home.run("submit", "train.json", "--wait", "--yes");
	expect(said).toContain("CUDA_VISIBLE_DEVICES=GPU-one\n");
	expect(said).toMatch(/train {2}succeeded {2}after \ds, asked 1 GPU, used 7 % on average, 2\.1 GB of 80 GB at most\n/);
	expect(await home.run("local", "status")).toContain(
		"  gpus      0: NVIDIA H100 80GB HBM3, 79.6 GB, driver 535.104.05, CUDA 12.2\n            1: NVIDIA",
	);
	expect(await home.run("submit", "many.json", "--yes")).toContain(
		"many: it needs 3 GPUs, and this machine has 2: it stays queued\n",
	);
	expect(await home.run("why", "many")).toContain("it needs 3 GPUs, and this machine has 2");

	await home.run("local", "stop");
	await home.run("local", "start");
	expect(await home.run("history", "train")).toContain("GPU 7 %, 2.1 GB");
	expect(await home.run("show", "train")).toContain("asked 1 GPU, used 7 % on average, 2.1 GB of 80 GB at most\n");
	expect(JSON.parse(await home.run("history", "train", "--output", "json"))).toMatchObject({
		runs: [{ attempts: [{ gpuUse: { gpus: 1, averagePercent: 7, mostMemMb: 2150, totalMemMb: 81_559 } }] }],
	});
});
