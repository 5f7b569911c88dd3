import { describe, expect, it } from "vitest";
import type { StatusResult } from "../commands/local/status.ts";
import { localStatus } from "./local-status.ts";

const screen = { width: 100, color: false, wraps: false, interactive: false };
const now = Date.UTC(2026, 10, 21, 12);
const idle: StatusResult & { readonly server: object } = {
	state: "/home/ada/s",
	start: "chronos-job local start --state s",
	sizes: { database: 45_056, log: 320, sandboxes: 3 * 2 ** 30, hasMore: false },
	now,
	zone: "Europe/Rome",
	server: {
		pid: 12,
		startedAt: now - 3_723_000,
		version: "1.2.3",
		dialect: "2.x",
		state: "/home/ada/s",
		socket: "/home/ada/s/server.sock",
		url: undefined,
		options: {},
		jobs: { all: 0, disabled: 0 },
		runs: { queued: 0, waiting: 0, live: 0 },
		running: [],
		queued: [],
		total: { cpus: 2, memMb: 1024, diskMb: 2048, gpus: 0, containers: 100 },
		isLookingForGpus: false,
		used: { cpus: 0, memMb: 0, diskMb: 0, gpus: 0, containers: 0 },
		gpus: [],
		gpusBecause: "",
		containersBy: undefined,
		unavailable: undefined,
		limits: "none: switched off",
	},
};

describe("the status of a server", () => {
	it("is short when it does not run", () => {
		const { server: _, ...rest } = idle;
		expect(localStatus(rest, screen)).toBe(`not running
  state     /home/ada/s: database 44 kB, sandboxes 3 GB, log 1 kB
  → Start it with \`chronos-job local start --state s\`.
`);
	});

	it("says so when it has not counted everything", () => {
		const text = localStatus({ ...idle, sizes: { ...idle.sizes, hasMore: true } }, screen);
		expect(text).toContain(", sandboxes more than 3 GB, ");
	});

	it("says what there is to know while it is idle", () => {
		expect(localStatus(idle, screen)).toBe(`running
  since     Sat 2026-11-21 11:57:57 CET (1h 02m), pid 12
  jobs      none
  runs      0 running, 0 queued, 0 waiting for a retry
  uses      0 of 2 cpus, 0 MB of 1 GB of memory, 0 MB of 2 GB of disk, no gpus
  limits    none: switched off
  socket    /home/ada/s/server.sock
  speaks    Chronos 2.x
  version   1.2.3
  state     /home/ada/s: database 44 kB, sandboxes 3 GB, log 1 kB
`);
	});

	it("does not say that there are no gpus as long as nobody knows", () => {
		const text = localStatus({ ...idle, server: { ...idle.server, isLookingForGpus: true } }, screen);
		expect(text).toContain(" of disk, gpus still being looked for\n");
	});

	it("tells of each GPU what is known", () => {
		const known = { model: "NVIDIA H100 80GB HBM3", memMb: 81_559, driver: "535.104.05", cuda: "12.2" };
		const gpus = [{ id: "GPU-a", index: 0, ...known, job: "train" }, { id: "GPU-b", index: 1, ...known }, { id: "7" }];
		const server = { ...idle.server, gpus, gpusBecause: "nvidia-smi tells of 3" };
		expect(localStatus({ ...idle, server }, screen)).toContain(
			`  gpus      0: NVIDIA H100 80GB HBM3, 79.6 GB, driver 535.104.05, CUDA 12.2, used by train
            1: NVIDIA H100 80GB HBM3, 79.6 GB, driver 535.104.05, CUDA 12.2
            7
`,
		);
	});

	it.each([
		[
			"why there are no GPUs",
			{ gpusBecause: "nvidia-smi does not answer" },
			"  gpus      none: nvidia-smi does not answer\n",
		],
		[
			"what containers run with",
			{ unavailable: {}, containersBy: "Podman 4.3.1 at unix:///run/podman/podman.sock" },
			"  engine    Podman 4.3.1 at unix:///run/podman/podman.sock\n",
		],
		["that containers run, where more is not known", { unavailable: {} }, "  engine    containers can be run\n"],
		[
			"why containers do not run",
			{ unavailable: { container: "no engine answers" } },
			"  engine    no engine answers\n",
		],
	])("says %s", (_, fields, line) => {
		expect(localStatus({ ...idle, server: { ...idle.server, ...fields } }, screen)).toContain(line);
	});

	it.each<readonly [string, object, string]>([
		["where an engine runs them", { unavailable: {} }, "no gpus, 3 of 100 containers\n"],
		["where somebody has said how many", { options: { "max-containers": "100" } }, "no gpus, 3 of 100 containers\n"],
		["not where none can be run", { unavailable: { container: "no engine answers" } }, "no gpus\n"],
		["not where nothing is told of engines", {}, "no gpus\n"],
		[
			"not where an older server does not count them",
			{ unavailable: {}, total: { ...idle.server.total, containers: undefined } },
			"no gpus\n",
		],
		[
			"as one where one may run",
			{ unavailable: {}, total: { ...idle.server.total, containers: 1 } },
			"no gpus, 3 of 1 container\n",
		],
	])("counts containers %s", (_, fields, end) => {
		const used = { ...idle.server.used, containers: 3 };
		expect(localStatus({ ...idle, server: { ...idle.server, used, ...fields } }, screen)).toContain(end);
	});

	it("names what is running and how it was started", () => {
		const server = {
			...idle.server,
			url: "http://127.0.0.1:4400/",
			options: { http: "127.0.0.1:4400", faithful: "true" },
			jobs: { all: 9, disabled: 2 },
			running: ["a", "b", "c", "d", "e", "f", "g"],
			queued: [
				{ job: "h", why: "It needs 2 CPUs." },
				{ job: "i", why: "It is next." },
			],
			total: { ...idle.server.total, gpus: 2 },
			used: { cpus: 0.30000000000000004, memMb: 1536, diskMb: 0, gpus: 1, containers: 0 },
		};
		const text = localStatus({ ...idle, server }, screen);
		expect(text).toContain("  jobs      9, 2 of them disabled\n");
		expect(text).toContain("  running   a, b, c, d, e and 2 more\n");
		expect(text).toContain("  queued    h: It needs 2 CPUs.\n            i: It is next.\n  uses ");
		expect(text).toContain("  uses      0.3 of 2 cpus, 1.5 GB of 1 GB of memory, 0 MB of 2 GB of disk, 1 of 2 gpus\n");
		expect(text).toContain("  http      http://127.0.0.1:4400/ (user chronos, password in /home/ada/s/password)\n");
		const open = { ...server, options: { ...server.options, "no-password": "true" } };
		expect(localStatus({ ...idle, server: open }, screen)).toContain(
			"  http      http://127.0.0.1:4400/ (no password: every user of this machine can run commands as you)\n",
		);
		expect(text).toContain("  speaks    Chronos 2.x; started with --http=127.0.0.1:4400 --faithful\n");
	});
});
