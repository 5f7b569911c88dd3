import { describe, expect, it } from "vitest";
import { examineGpuSetUp } from "./examine-gpu-set-up.ts";
import type { GpuEngine, GpuSetUp } from "./gpu-set-up.ts";

const h100 = { id: "GPU-a", vendor: "nvidia", model: "NVIDIA H100", driver: "535.104.05", cuda: "12.2" } as const;
const docker: GpuEngine = { isPodman: false, defaultRuntime: "runc", runtimes: ["runc"], cdiFolders: [] };
const podman: GpuEngine = { ...docker, isPodman: true };
const spec = { file: "/etc/cdi/nvidia.yaml", gpus: [{ id: "0", vendor: "nvidia" }] } as const;

function setUp(fields: Omit<Partial<GpuSetUp>, "programs"> & { readonly programs?: readonly string[] } = {}): GpuSetUp {
	const { programs = [], ...others } = fields;
	return {
		gpus: [h100],
		because: "",
		cdiSpecs: [],
		daemon: undefined,
		engine: docker,
		...others,
		programs: new Set(programs),
	};
}

describe("GPUs that are there", () => {
	const toolkit = ["nvidia-ctk", "nvidia-container-cli", "nvidia-container-runtime"];
	const hook = [...toolkit, "nvidia-container-runtime-hook"];
	const nvidia = { ...docker, runtimes: ["nvidia", "runc"] };
	const byDefault = { ...nvidia, defaultRuntime: "nvidia" };

	it.each<[string, GpuSetUp, string]>([
		["Docker's default runtime", setUp({ engine: byDefault, programs: hook }), "by its default runtime, nvidia"],
		["--gpus", setUp({ programs: hook }), "by `--gpus`"],
		[
			"--gpus of an older toolkit",
			setUp({ programs: ["nvidia-container-toolkit", "nvidia-container-cli"] }),
			"by `--gpus`",
		],
	])("get into containers by %s", (_, facts, way) => {
		expect(examineGpuSetUp(facts)).toEqual([
			{ state: "ok", message: "NVIDIA H100, driver 535.104.05, CUDA 12.2" },
			{ state: "ok", message: `Docker gives them to containers ${way}` },
		]);
	});

	const hookless = "this server asks by `--gpus`, which takes nvidia-container-runtime-hook";
	const byCdi = "this server does not ask for GPUs by CDI yet";

	it.each<[string, GpuSetUp, string, string]>([
		["a default runtime alone", setUp({ engine: byDefault, programs: toolkit }), "Docker", hookless],
		[
			"a runtime that is asked for",
			setUp({ engine: nvidia, programs: toolkit }),
			"Docker gives them to containers by `--runtime nvidia`",
			hookless,
		],
		[
			"CDI of Docker",
			setUp({ engine: { ...docker, cdiFolders: ["/etc/cdi"] }, cdiSpecs: [spec] }),
			"Docker gives them to containers by CDI",
			hookless,
		],
		[
			"CDI of Podman",
			setUp({ engine: podman, cdiSpecs: [spec] }),
			"Podman gives them to containers by CDI (/etc/cdi/nvidia.yaml)",
			byCdi,
		],
	])("would get into containers by %s, which is not what jobs ask for", (...[, facts, way, lack]) => {
		expect(examineGpuSetUp(facts).slice(1)).toMatchObject([
			{ state: "ok", message: expect.stringContaining(way) },
			{ state: "warning", message: `jobs with an image get none of them: ${lack}` },
		]);
	});

	const mi300 = { id: "amd.com/gpu=0", vendor: "amd", model: "MI300X" } as const;
	const amdSpec = { file: "/etc/cdi/amd.json", gpus: [{ id: "amd.com/gpu=0", vendor: "amd" }] } as const;

	it("are counted, and those of AMD come by CDI", () => {
		const gpus = [mi300, { ...mi300, id: "amd.com/gpu=1" }];
		expect(examineGpuSetUp(setUp({ gpus, cdiSpecs: [amdSpec] }))).toEqual([
			{ state: "ok", message: "2 × MI300X" },
			{ state: "ok", message: "Docker gives them to containers by CDI (/etc/cdi/amd.json)" },
			{ state: "warning", message: expect.stringContaining(byCdi), hint: "Name no image in jobs with GPUs." },
			{
				state: "warning",
				message: "/etc/cdi/amd.json names 1, and there are 2",
				hint: expect.stringContaining("amd-ctk"),
			},
		]);
	});

	it.each<[string, GpuSetUp, string, string]>([
		[
			"nothing is installed",
			setUp(),
			"nothing of NVIDIA's container toolkit is installed",
			"Install nvidia-container-toolkit",
		],
		[
			"the toolkit is not made known",
			setUp({ programs: ["nvidia-ctk"] }),
			"Docker does not know its runtime",
			"Run `sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker`.",
		],
		[
			"the runtime has no program",
			setUp({ engine: byDefault }),
			"whose program is missing",
			"Install nvidia-container-toolkit",
		],
		[
			"nvidia-docker is the old one",
			setUp({ programs: ["nvidia-docker-plugin"] }),
			"nvidia-docker 1",
			"Install nvidia-container",
		],
		["Docker does not look at CDI", setUp({ cdiSpecs: [spec] }), "which this Docker does not look at", '"cdi": true'],
		[
			"Podman has no specification",
			setUp({ engine: podman, programs: ["nvidia-ctk"] }),
			"no specification names one",
			"Run `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`.",
		],
		[
			"Podman has not even the toolkit",
			setUp({ engine: podman }),
			"no specification names one",
			"Install nvidia-container-toolkit",
		],
		[
			"those of AMD have no specification",
			setUp({ gpus: [mi300], programs: ["amd-ctk"] }),
			"Docker's containers get none",
			"Run `sudo amd-ctk cdi generate",
		],
		[
			"the specification is another vendor's",
			setUp({ engine: podman, cdiSpecs: [amdSpec] }),
			"no specification names one",
			"Install",
		],
		[
			"no engine answers",
			setUp({ engine: { reason: "Docker is installed, and its service does not run", hint: "Run `dockerd &`." } }),
			"no container gets one: Docker is installed, and its service does not run",
			"Run `dockerd &`.",
		],
	])("do not get into containers when %s", (...[, facts, message, hint]) => {
		expect(examineGpuSetUp(facts).slice(1)).toMatchObject([
			{ state: "warning", message: expect.stringContaining(message), hint: expect.stringContaining(hint) },
		]);
	});

	it.each<[string, GpuSetUp, string, string]>([
		[
			"that the runtime lacks its tool",
			setUp({ programs: ["nvidia-container-runtime-hook"] }),
			"nvidia-container-cli is missing",
			"Install lib",
		],
		[
			"that Docker has to be started again",
			setUp({ engine: nvidia, programs: hook, daemon: { defaultRuntime: "nvidia" } }),
			"Docker has not read that yet",
			"Run `sudo systemctl restart docker`.",
		],
		[
			"that a specification is out of date",
			setUp({ gpus: [h100, { ...h100, id: "GPU-b" }], engine: podman, cdiSpecs: [spec] }),
			"/etc/cdi/nvidia.yaml names 1, and there are 2",
			"cdi generate",
		],
	])("get into containers, and it is said %s", (...[, facts, message, hint]) => {
		const findings = examineGpuSetUp(facts);
		expect(findings.slice(0, 2).map(({ state }) => state)).toEqual(["ok", "ok"]);
		expect(findings.at(-1)).toMatchObject({
			message: expect.stringContaining(message),
			hint: expect.stringContaining(hint),
		});
	});
});

it.each([
	["there is no nvidia-smi, no rocm-smi and no CDI device", "ok", undefined],
	["nvidia-smi: NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.", "warning", "modprobe"],
	["nvidia-smi: Failed to initialize NVML: Driver/library version mismatch", "warning", "Restart this machine"],
	["nvidia-smi: No devices were found", "warning", "lspci"],
	["nvidia-smi does not answer", "warning", "by hand"],
	["nvidia-smi: something else", "warning", "by hand"],
	['nvidia-smi tells of 2, CUDA_VISIBLE_DEVICES is ""', "warning", "without the variable"],
])("no GPU because %s", (because, state, hint) => {
	const [finding, ...others] = examineGpuSetUp(setUp({ gpus: [], because }));
	expect(others).toEqual([]);
	expect(finding).toMatchObject({ state, message: `none: ${because}` });
	expect(finding?.hint?.includes(hint ?? "")).toBe(hint === undefined ? undefined : true);
});
