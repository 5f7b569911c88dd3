import { describe, expect, it } from "vitest";
import { examineGpuSetUp } from "./examine-gpu-set-up.ts";
import type { GpuEngine, GpuSetUp } from "./gpu-set-up.ts";

const h100 = { id: "GPU-a", vendor: "nvidia", model: "NVIDIA H100", driver: "535.104.05", cuda: "12.2" } as const;
const docker: GpuEngine = { isPodman: false, defaultRuntime: "runc", runtimes: ["runc"], cdiFolders: [] };
const podman: GpuEngine = { ...docker, isPodman: true };
const spec = { file: "/etc/cdi/nvidia.yaml", gpus: [{ id: "0", vendor: "nvidia" }], names: [] } as const;

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
			"Docker's default runtime alone",
			setUp({ engine: byDefault, programs: toolkit }),
			"by its default runtime, nvidia",
		],
		["a runtime that is asked for", setUp({ engine: nvidia, programs: toolkit }), "by `--runtime nvidia`"],
		["CDI", setUp({ engine: { ...docker, cdiFolders: ["/etc/cdi"] }, cdiSpecs: [spec] }), "by CDI"],
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

	const mi300 = { id: "amd.com/gpu=0", vendor: "amd", model: "MI300X" } as const;
	const amdSpec = { file: "/etc/cdi/amd.json", gpus: [{ id: "amd.com/gpu=0", vendor: "amd" }], names: [] } as const;

	it("get into containers of Podman by CDI", () => {
		expect(examineGpuSetUp(setUp({ engine: podman, cdiSpecs: [spec] })).slice(1)).toEqual([
			{ state: "ok", message: "Podman gives them to containers by CDI (/etc/cdi/nvidia.yaml)" },
		]);
	});

	it.each<[string, Omit<Partial<GpuSetUp>, "programs">]>([
		["Docker", {}],
		["Docker", { cdiSpecs: [amdSpec] }],
		["Podman", { engine: podman }],
		["Podman", { engine: podman, cdiSpecs: [spec] }],
	])("those of AMD get into containers of %s as files where nothing else gives them", (name, fields) => {
		expect(examineGpuSetUp(setUp({ gpus: [mi300], ...fields })).slice(1)).toEqual([
			{ state: "ok", message: `${name} gives them to containers as /dev/kfd and files of /dev/dri` },
		]);
	});

	it("are counted, and those of AMD come by CDI where that names them", () => {
		const gpus = [mi300, { ...mi300, id: "amd.com/gpu=1" }];
		const engine = { ...docker, cdiFolders: ["/etc/cdi"] };
		expect(examineGpuSetUp(setUp({ gpus, engine, cdiSpecs: [amdSpec] }))).toEqual([
			{ state: "ok", message: "2 × MI300X" },
			{ state: "ok", message: "Docker gives them to containers by CDI (/etc/cdi/amd.json)" },
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
