import { describe, expect, it } from "vitest";
import { unknownAmdNodes } from "./amd-nodes.ts";
import { grantGpus, type GrantQuestion, noGpus } from "./grant-gpus.ts";

const docker = { isPodman: false, hasNvidiaRuntime: true, cdiFolders: [] };
const [cdiDocker, podman] = [
	{ isPodman: false, cdiFolders: ["/etc/cdi"] },
	{ isPodman: true, cdiFolders: ["/etc/cdi", "/var/run/cdi"] },
];
const byIndex = specOf("nvidia.com/gpu=0", "nvidia.com/gpu=1", "nvidia.com/gpu=1:0", "nvidia.com/gpu=all");
const byId = specOf("nvidia.com/gpu=GPU-a", "nvidia.com/gpu=GPU-b");
const known = [
	{ id: "GPU-a", vendor: "nvidia", index: 0 },
	{ id: "GPU-b", vendor: "nvidia", index: 1 },
	{ id: "MIG-c", vendor: "nvidia", index: 1, partOf: "GPU-b", partIndex: 0 },
	{ id: "MIG-d", vendor: "nvidia", index: 0, partOf: "GPU-a", partIndex: 3 },
] as const;

function specOf(...names: readonly string[]) {
	return { file: "/etc/cdi/x.json", gpus: [], names };
}

function grantOf(fields: Partial<GrantQuestion>) {
	const asked = { ids: [], engine: docker, specs: [], known, amdNodes: unknownAmdNodes, hasHook: true };
	const granting = grantGpus({ ...asked, ...fields });
	return granting.kind === "granted" ? granting.grant : granting;
}

const nothing = noGpus;
const hidden = { NVIDIA_VISIBLE_DEVICES: "void" };

describe("GPUs of NVIDIA", () => {
	it.each<[string, Partial<GrantQuestion>, readonly string[]]>([
		["by their index", { ids: ["GPU-b"], engine: podman, specs: [byIndex] }, ["nvidia.com/gpu=1"]],
		["by their id", { ids: ["GPU-b"], engine: podman, specs: [byId] }, ["nvidia.com/gpu=GPU-b"]],
		["by their id first", { ids: ["GPU-a"], engine: podman, specs: [byIndex, byId] }, ["nvidia.com/gpu=GPU-a"]],
		["as parts", { ids: ["MIG-c"], engine: podman, specs: [byIndex] }, ["nvidia.com/gpu=1:0"]],
		["as CDI itself told of them", { ids: ["0"], engine: podman, specs: [byIndex], known: [] }, ["nvidia.com/gpu=0"]],
		[
			"by a Docker that knows CDI and not their runtime",
			{ ids: ["GPU-a", "GPU-b"], engine: cdiDocker, specs: [byIndex] },
			["nvidia.com/gpu=0", "nvidia.com/gpu=1"],
		],
	])("are named %s", (_, question, cdiNames) => {
		expect(grantOf(question)).toEqual({ ...nothing, cdiNames, variables: hidden });
	});

	it.each<[string, Partial<GrantQuestion>]>([
		["knows their runtime", { engine: { ...cdiDocker, hasNvidiaRuntime: true }, specs: [byIndex] }],
		["knows no CDI", { engine: { isPodman: false }, specs: [byIndex] }],
		["has no specification of them", { engine: cdiDocker, specs: [specOf("nvidia.com/gpu=7")] }],
	])("are requested of a Docker that %s", (_, question) => {
		const variables = { NVIDIA_VISIBLE_DEVICES: "GPU-a,GPU-b" };
		const requested = ["GPU-a", "GPU-b"];
		expect(grantOf({ ids: requested, ...question })).toEqual({ ...nothing, requested, variables });
	});

	it("are left to their runtime where Docker lacks the hook that takes requests", () => {
		const variables = { NVIDIA_VISIBLE_DEVICES: "GPU-a" };
		expect(grantOf({ ids: ["GPU-a"], hasHook: false })).toEqual({ ...nothing, runtime: "nvidia", variables });
	});

	it.each<[string, Partial<GrantQuestion>]>([
		["MIG-d", { ids: ["GPU-a", "MIG-d"], specs: [byIndex] }],
		["GPU-a", { ids: ["GPU-a"], specs: [] }],
		["GPU-a", { ids: ["GPU-a"], specs: [byIndex], known: [] }],
	])("are refused by Podman when nothing names %s", (id, question) => {
		expect(grantOf({ engine: podman, ...question })).toEqual({
			kind: "refused",
			reason: `Podman gives GPUs to containers by CDI, and no specification in /etc/cdi or /var/run/cdi names ${id}`,
			hint: "Run `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`.",
		});
	});
});

describe("GPUs of AMD", () => {
	const ids = ["amd.com/gpu=1"];
	const [first, second] = [{ path: "/dev/dri/renderD128" }, { path: "/dev/dri/renderD129", gid: 109 }];
	const amdNodes = { ...unknownAmdNodes, kfd: { path: "/dev/kfd", gid: 109 }, render: [first, second] };
	const specs = [specOf("amd.com/gpu=0", "amd.com/gpu=1")];

	it.each([
		["Podman", podman],
		["a Docker that knows CDI", cdiDocker],
	])("are named to %s", (_, engine) => {
		expect(grantOf({ ids, engine, specs, amdNodes })).toEqual({ ...nothing, cdiNames: ids });
	});

	it("are handed in as files, which no variable has to name", () => {
		const nodes = [amdNodes.kfd, second];
		expect(grantOf({ ids, specs, amdNodes })).toEqual({ ...nothing, nodes });
		expect(grantOf({ ids, engine: podman, amdNodes })).toEqual({ ...nothing, nodes });
	});

	it("are all there, and named by variable, where nobody tells whose the files are", () => {
		expect(grantOf({ ids: ["amd.com/gpu=0", "amd.com/gpu=2"], amdNodes })).toEqual({
			...nothing,
			nodes: [amdNodes.kfd, amdNodes.dri],
			variables: { ROCR_VISIBLE_DEVICES: "0,2" },
		});
	});

	it("never stand in the variable of NVIDIA", () => {
		expect(grantOf({ ids, amdNodes })).not.toHaveProperty("variables.NVIDIA_VISIBLE_DEVICES");
		const mixed = grantOf({ ids: ["GPU-a", ...ids], amdNodes });
		expect(mixed).toMatchObject({ requested: ["GPU-a"], variables: { NVIDIA_VISIBLE_DEVICES: "GPU-a" } });
		expect(mixed).toHaveProperty("nodes", [amdNodes.kfd, second]);
	});
});

it("who has none asks for none", () => {
	expect(grantOf({ engine: podman })).toEqual(nothing);
});
