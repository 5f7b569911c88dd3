import { expect, it } from "vitest";
import { parseServerStatus, statusOnWire } from "./server-status.ts";

const status = {
	pid: 12,
	startedAt: 1000,
	version: "1.2.3",
	dialect: "3.x",
	state: "/s",
	socket: "/s/server.sock",
	url: undefined,
	options: { cpus: "2" },
	jobs: { all: 3, disabled: 1 },
	runs: { queued: 1, waiting: 2, live: 3 },
	running: ["a"],
	queued: [{ job: "b", why: "It needs 2 CPUs, of which 1 are free." }],
	total: { cpus: 2, memMb: 3, diskMb: 4, gpus: 5, containers: 6 },
	isLookingForGpus: true,
	used: { cpus: 0, memMb: 1, diskMb: 2, gpus: 3, containers: 4 },
	gpus: [
		{ id: "GPU-a", index: 0, model: "NVIDIA H100", memMb: 81_559, driver: "535.104.05", cuda: "12.2", job: "a" },
		{ id: "7" },
	],
	gpusBecause: "nvidia-smi tells of 2",
	containersBy: "Apptainer 1.4.5 at /usr/bin/apptainer",
	unavailable: { container: "no engine answers" },
	limits: "none",
};

it("what a server says about itself is read as it was said", () => {
	const text = JSON.stringify(statusOnWire(status));
	expect(text).toMatch(/^\{"pid":12,"startedAt":"1970-01-01T00:00:01.000Z","version":/);
	expect(parseServerStatus(JSON.parse(text))).toEqual(status);
});

it.each([undefined, null, 5, [], {}, { pid: "12", state: "/s" }, { ...status, state: undefined }])(
	"%j was said by something else",
	(value) => {
		expect(parseServerStatus(value)).toBeUndefined();
	},
);

it("what an older server did not say is nothing", () => {
	expect(parseServerStatus({ pid: 12, state: "/s" })).toMatchObject({
		jobs: { all: 0 },
		running: [],
		queued: [],
		options: {},
		gpus: [],
		gpusBecause: "",
		containersBy: undefined,
		unavailable: undefined,
		total: { cpus: 0, containers: undefined },
		used: { containers: undefined },
	});
});
