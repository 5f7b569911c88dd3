import { chmodSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { readJob } from "@chronos-job/schemas";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { examineGpus } from "./examine-gpus.ts";

const driver = `#!/bin/sh
case $1 in
-L) echo "GPU 0: NVIDIA H100 (UUID: GPU-a)" ;;
--query-gpu=*) echo "GPU-a, NVIDIA H100, 81559, 535.104.05" ;;
*) echo "| CUDA Version: 12.2 |" ;;
esac
`;

/** What a Docker with NVIDIA's runtime says, and of one image. */
const answers: Readonly<Record<string, object>> = {
	"/_ping": {},
	"/version": { Version: "27.3.1", Components: [{ Name: "Engine" }] },
	"/info": { DefaultRuntime: "nvidia", Runtimes: { nvidia: {}, runc: {} }, CDISpecDirs: [] },
	"/images/known:1/json": { Config: { Env: ["PATH=/bin", "CUDA_VERSION=13.0.1", "A=b=c"] } },
};

/** A machine with a driver and a Docker of its own. */
async function openMachine(programs: Readonly<Record<string, string>>) {
	const files = tempDir(programs);
	for (const name of Object.keys(programs)) chmodSync(join(files.path, name), 0o755);
	const server = createServer((request, reply) => {
		const path = decodeURIComponent(request.url ?? "").replace(/^\/v[\d.]+/, "");
		const headers = { "content-type": "application/json", "api-version": "1.47" };
		reply.writeHead(answers[path] === undefined ? 404 : 200, headers);
		reply.end(JSON.stringify(answers[path] ?? { message: "no such thing" }));
	});
	const socket = join(files.path, "docker.sock");
	await new Promise<void>((resolve) => server.listen(socket, resolve));
	const env = { PATH: files.path, HOME: files.path, DOCKER_HOST: `unix://${socket}` };
	return {
		env,
		examine: (jobs: Parameters<typeof examineGpus>[1] = [], own: Readonly<Record<string, string>> = {}) =>
			examineGpus({ env: { ...env, ...own }, user: { id: 0, home: "/root" } }, jobs),
		async [Symbol.asyncDispose]() {
			await new Promise((resolve) => server.close(resolve));
			files[Symbol.dispose]();
		},
	};
}

function job(name: string, fields: object) {
	const read = readJob({ name, command: "true", schedule: "R1//P1Y", ...fields });
	if (read === undefined) throw new Error("that is no job");
	return read;
}

describe("the examination of GPUs", () => {
	const toolkit = { "nvidia-container-cli": "", "nvidia-container-runtime": "", "nvidia-container-runtime-hook": "" };

	it("tells what is there and how containers get it", async () => {
		await using machine = await openMachine({ "nvidia-smi": driver, ...toolkit });
		expect(await machine.examine()).toEqual([
			{ name: "gpus", state: "ok", message: "NVIDIA H100, driver 535.104.05, CUDA 12.2" },
			{ name: "gpus", state: "ok", message: "Docker gives them to containers by its default runtime, nvidia" },
		]);
	});

	it("says nothing of GPUs that are not there and that nobody wants", async () => {
		await using machine = await openMachine({});
		expect(await machine.examine([job("plain", {})])).toEqual([]);
		const message = "none: there is no nvidia-smi, no rocm-smi and no CDI device";
		expect(await machine.examine([job("train", { gpus: 1 })])).toEqual([
			{ name: "gpus", state: "warning", message, evidence: ["asked for by train"] },
		]);
	});

	it("tells of a driver that fails", async () => {
		await using machine = await openMachine({ "nvidia-smi": "#!/bin/sh\necho 'No devices were found'\nexit 6\n" });
		expect(await machine.examine()).toMatchObject([{ state: "warning", hint: expect.stringContaining("lspci") }]);
	});

	it("tells why no engine could give them to containers", async () => {
		await using machine = await openMachine({ "nvidia-smi": driver });
		expect(await machine.examine([], { DOCKER_HOST: "unix:///nobody.sock" })).toMatchObject([
			{ state: "ok" },
			{ state: "warning", message: expect.stringMatching(/^no container gets one: DOCKER_HOST wants/) },
		]);
	});

	it("looks into the images of jobs that want some", async () => {
		await using machine = await openMachine({ "nvidia-smi": driver, ...toolkit });
		const image = (name: string) => ({ gpus: 1, container: { type: "MESOS", image: name } });
		const found = await machine.examine([
			job("plain", { command: "true" }),
			job("none", { ...image("known:1"), gpus: 0 }),
			job("known", image("known:1")),
			job("other", image("nvidia/cuda:12.4.1-base")),
		]);
		expect(found.slice(2)).toMatchObject([
			{
				state: "fails",
				code: "cuda-too-new",
				jobs: ["known"],
				message: expect.stringContaining("known: known:1 has CUDA 13.0"),
			},
			{ state: "warning", code: "not-for-gpus", jobs: ["known"] },
			{ state: "warning", code: "cuda-perhaps-too-new", jobs: ["other"] },
			{ state: "ok", code: "unseen", jobs: ["other"] },
		]);
	});
});
