import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { sandboxAt } from "../../sandbox/sandbox.ts";
import { noGpus } from "../../gpus/grant-gpus.ts";
import type { AttemptSpec } from "../executor.ts";
import type { ContainerQuestion } from "./container-question.ts";
import { planContainer } from "./plan-container.ts";

type Fields = Readonly<Record<string, unknown>>;

const alice = { name: "alice", uid: 1000, gid: 100, home: "/home/alice" };
const root = { name: "root", uid: 0, gid: 0, home: "/root" };
const passwd = "root:x:0:0::/root:/bin/sh\nbob:x:7:8::/home/bob:/bin/sh\n";
const sees = { isPodman: false, isRootless: false, seesFiles: true };

function planOf(
	fields: Fields,
	container: Fields = {},
	more: Partial<ContainerQuestion> & Pick<AttemptSpec, "needs"> = {},
) {
	const plan = planFor(fields, container, more);
	return (plan.kind === "planned" ? plan.body : plan) as Fields;
}

function podmanBodyIn(...asked: Parameters<typeof planFor>): Fields | undefined {
	const plan = planFor(...asked);
	return plan.kind === "planned" ? plan.podmanBody : undefined;
}

function planFor(
	fields: Fields,
	container: Fields,
	{ needs, ...others }: Partial<ContainerQuestion> & Pick<AttemptSpec, "needs">,
) {
	const job = Job.parse({
		name: "train",
		schedule: "R//PT1H",
		runAsUser: "",
		command: "true",
		...fields,
		container: { image: "reg/a:1", ...container },
	});
	const args = job.arguments.join(" ");
	const question: ContainerQuestion = {
		attempt: { taskId: `ct:5:1:train:${args}`, job, nonce: "n1", ...(needs && { needs }) },
		container: job.container as NonNullable<Job["container"]>,
		sandbox: sandboxAt("/state/1-0"),
		host: { hostName: "box", user: root, passwd },
		engine: sees,
		imageWorkDirectory: "",
		hidesGpus: false,
		writesLogs: false,
		faithful: false,
		...others,
	};
	return planContainer(question);
}

function hostOf(...asked: Parameters<typeof planOf>): Fields {
	return planOf(...asked)["HostConfig"] as Fields;
}

const own = { Type: "bind", Source: "/state/1-0/files", Target: "/mnt/mesos/sandbox", ReadOnly: false };

it("a job in an image is a container with a first process, its sandbox and its marks", () => {
	expect(planOf({ cpus: 0.5, mem: 64, disk: 16, owner: "o@x" })).toEqual({
		Image: "reg/a:1",
		Entrypoint: ["/bin/sh"],
		Cmd: ["-c", "true"],
		Env: [
			"mesos_task_id=ct:5:1:train:",
			"MESOS_TASK_ID=ct:5:1:train:",
			"CHRONOS_JOB_OWNER=o@x",
			"CHRONOS_JOB_NAME=train",
			"HOST=box",
			"CHRONOS_RESOURCE_MEM=64.0",
			"CHRONOS_RESOURCE_CPU=0.5",
			"CHRONOS_RESOURCE_DISK=16.0",
			"CHRONOS_JOB_RUN_TIME=5",
			"CHRONOS_JOB_RUN_ATTEMPT=1",
			"MESOS_SANDBOX=/mnt/mesos/sandbox",
		],
		Labels: {
			"chronos-job.job": "train",
			"chronos-job.task": "ct:5:1:train:",
			"chronos-job.nonce": "n1",
			"chronos-job.sandbox": "/state/1-0",
		},
		HostConfig: {
			Init: true,
			LogConfig: { Type: "local", Config: { "max-size": "1024g", "max-file": "1", compress: "false" } },
			CpuShares: 512,
			Memory: 64 * 2 ** 20,
			MemorySwap: 64 * 2 ** 20,
			Mounts: [own],
			NetworkMode: "host",
		},
	});
});

describe("what is run", () => {
	const noShell = { shell: false, command: "prog", arguments: ["a b", "c"] };
	it.each<[string, Fields, Fields, Fields]>([
		["is a line for the shell, arguments appended", { command: "a", arguments: ["b"] }, {}, { Cmd: ["-c", "a b"] }],
		["is given to the entry point of the image by Docker", noShell, {}, { Cmd: ["prog", "a b", "c"] }],
		[
			"replaces the entry point with Mesos",
			noShell,
			{ type: "MESOS" },
			{ Entrypoint: ["prog"], Cmd: ["a b", "c"], WorkingDir: "/mnt/mesos/sandbox" },
		],
		["is up to the image without a command", { shell: false, command: "", arguments: ["x"] }, {}, { Cmd: ["x"] }],
		[
			"is what is fetched, in the sandbox",
			{ command: "http://h/tool.sh" },
			{},
			{ Entrypoint: ["./tool.sh"], Cmd: [], WorkingDir: "/mnt/mesos/sandbox" },
		],
	])("%s", (_, fields, ...[container, expected]) => {
		expect(planOf(fields, container)).toMatchObject(expected);
	});

	it("keeps the entry point of the image where it is given to it", () => {
		expect(planOf(noShell)).not.toHaveProperty("Entrypoint");
		expect(planOf(noShell, { parameters: [{ key: "entrypoint", value: "/e" }] })).toMatchObject({ Entrypoint: ["/e"] });
	});

	it("begins where the image says", () => {
		expect(planOf({}, { type: "MESOS" }, { imageWorkDirectory: "/home" })).not.toHaveProperty("WorkingDir");
		expect(planOf({})).not.toHaveProperty("WorkingDir");
	});
});

describe("volumes", () => {
	it.each<[string, Fields, Fields]>([
		["of this machine", { hostPath: "/a" }, { Type: "bind", Source: "/a", Target: "/b", ReadOnly: false }],
		["to be read only", { hostPath: "/a", mode: "ro" }, { Type: "bind", Source: "/a", ReadOnly: true }],
		["that begin empty", {}, { Type: "volume", Target: "/b" }],
		["with a name", { hostPath: "data" }, { Type: "volume", Source: "data" }],
		["in the sandbox", { containerPath: "in/x", hostPath: "/a" }, { Target: "/mnt/mesos/sandbox/in/x" }],
		[
			"of another driver",
			{ external: { name: "v", provider: "rexray", options: [{ key: "size", value: "5" }] } },
			{
				Type: "volume",
				Source: "v",
				VolumeOptions: { DriverConfig: { Name: "rexray", Options: { size: "5" } } },
			},
		],
	])("%s are mounted", (_, volume, expected) => {
		const { Mounts: mounts } = hostOf({}, { volumes: [{ containerPath: "/b", ...volume }] });
		expect(mounts).toEqual([own, expect.objectContaining(expected)]);
	});
});

describe("the network", () => {
	const ports = [{ name: "n1", portMappings: [{ hostPort: 31080, containerPort: 80, protocol: "UDP" }] }];
	it.each<[string, Fields, Fields]>([
		["is that of this machine", {}, { NetworkMode: "host" }],
		["is the bridge", { network: "BRIDGE" }, { NetworkMode: "bridge" }],
		["is the one that is named", { network: "USER", networkName: "lab" }, { NetworkMode: "lab" }],
		["is the first one that is named", { network: "USER", networkInfos: ports }, { NetworkMode: "n1" }],
		[
			"of Mesos is that of this machine, whatever Docker's is",
			{ type: "MESOS", network: "BRIDGE" },
			{ NetworkMode: "host" },
		],
		["of Mesos is one that is named", { type: "MESOS", networkName: "cni" }, { NetworkMode: "cni" }],
		["can be none", { parameters: [{ key: "network", value: "none" }] }, { NetworkMode: "none" }],
	])("%s", (_, container, expected) => {
		expect(hostOf({}, container)).toMatchObject(expected);
	});

	it("maps ports, unless there is nothing to map", () => {
		const mapped = planOf({}, { network: "BRIDGE", networkInfos: ports });
		expect(mapped).toMatchObject({
			ExposedPorts: { "80/udp": {} },
			HostConfig: { PortBindings: { "80/udp": [{ HostPort: "31080" }] } },
		});
		expect(hostOf({}, { networkInfos: ports })).not.toHaveProperty("PortBindings");
	});
});

describe("the user", () => {
	const rootless = { ...sees, isRootless: true };
	it.each<[string, string, Partial<ContainerQuestion>, string | undefined]>([
		["is the image's when nobody is named", "", {}, undefined],
		["is the image's when root's server names itself", "root", {}, undefined],
		["is the server's own, by number", "alice", { host: { hostName: "box", user: alice, passwd } }, "1000:100"],
		["is one of this machine, by number", "bob", {}, "7:8"],
		["is one that the image may know", "carol", {}, "carol"],
		["is whoever the numbers say", "12:34", {}, "12:34"],
		["is root inside for the owner of a rootless engine", "root", { engine: rootless }, undefined],
		["is the image's bob for a rootless engine", "bob", { engine: rootless }, "bob"],
	])("%s", (_, runAsUser, ...[more, expected]) => {
		expect(planOf({ runAsUser }, {}, more)["User"]).toBe(expected);
	});
});

describe("GPUs", () => {
	const [podman, ids, names] = [
		{ ...sees, isPodman: true },
		["GPU-1", "GPU-2"],
		["nvidia.com/gpu=0", "nvidia.com/gpu=1"],
	] as const;
	const own = { variables: { NVIDIA_VISIBLE_DEVICES: "x" } };

	it("are requested, and named by variable for runtimes that look at it", () => {
		const plan = planOf({ gpus: 2 }, {}, { grant: { ...noGpus, ...own, requested: ids }, hidesGpus: true });
		expect(plan).toMatchObject({
			Env: expect.arrayContaining(["NVIDIA_VISIBLE_DEVICES=x"]),
			HostConfig: { DeviceRequests: [{ DeviceIDs: ids, Capabilities: [["gpu"]] }] },
		});
	});

	it("are named by CDI to Docker in a request", () => {
		expect(hostOf({ gpus: 2 }, {}, { grant: { ...noGpus, cdiNames: names } })).toMatchObject({
			DeviceRequests: [{ Driver: "cdi", DeviceIDs: names }],
		});
	});

	it("are named by CDI to Podman in its own words, which say the rest as well", () => {
		const asked = { grant: { ...noGpus, ...own, cdiNames: names }, engine: podman };
		expect(podmanBodyIn({ gpus: 2, command: "a", mem: 64 }, {}, asked)).toMatchObject({
			image: "reg/a:1",
			entrypoint: ["/bin/sh"],
			command: ["-c", "a"],
			devices: names.map((path) => ({ path })),
			env: { NVIDIA_VISIBLE_DEVICES: "x", CHRONOS_JOB_NAME: "train" },
			labels: { "chronos-job.nonce": "n1" },
			init: true,
			netns: { nsmode: "host" },
			resource_limits: { memory: { limit: 64 * 2 ** 20, swap: 64 * 2 ** 20 } },
		});
		expect(podmanBodyIn({}, {}, { engine: podman })).toBeUndefined();
	});

	it("are not had in Podman together with what its own words do not say", () => {
		const parameters = [{ key: "runtime", value: "crun" }];
		const reason = 'the parameter "runtime" cannot be had together with GPUs in Podman';
		const asked = { grant: { ...noGpus, cdiNames: names }, engine: podman };
		expect(planOf({ gpus: 2 }, { parameters }, asked)).toEqual({ kind: "refused", reason });
	});

	it("are handed in as files, whoever the container runs as", () => {
		const nodes = [{ path: "/dev/kfd", gid: 109 }, { path: "/dev/dri/renderD128", gid: 109 }, { path: "/dev/x" }];
		expect(hostOf({ gpus: 1 }, {}, { grant: { ...noGpus, nodes } })).toMatchObject({
			Devices: nodes.map(({ path }) => ({ PathOnHost: path, PathInContainer: path, CgroupPermissions: "rwm" })),
			GroupAdd: ["109"],
		});
	});

	it("are left to a runtime, unless the job names another", () => {
		const grant = { ...noGpus, ...own, runtime: "nvidia" };
		expect(hostOf({ gpus: 1 }, {}, { grant })).toMatchObject({ Runtime: "nvidia" });
		const parameters = [{ key: "runtime", value: "kata" }];
		expect(hostOf({ gpus: 1 }, { parameters }, { grant })).toMatchObject({ Runtime: "kata" });
	});

	it("are hidden from who has none", () => {
		expect(planOf({}, {}, { hidesGpus: true })).toMatchObject({
			Env: expect.arrayContaining(["NVIDIA_VISIBLE_DEVICES=void"]),
		});
	});
});

describe("parameters", () => {
	it("say the last word, except about who the attempt is", () => {
		const parameters = [
			{ key: "memory", value: "1g" },
			{ key: "label", value: "chronos-job.nonce=other" },
			{ key: "label", value: "team=x" },
			{ key: "env", value: "A=1" },
		];
		const plan = planOf({}, { parameters });
		expect(plan).toMatchObject({
			Labels: { "chronos-job.nonce": "n1", team: "x" },
			Env: expect.arrayContaining(["A=1", "CHRONOS_JOB_NAME=train"]),
			HostConfig: { Memory: 2 ** 30 },
		});
	});

	it("mean nothing to Mesos", () => {
		expect(planOf({}, { type: "MESOS", parameters: [{ key: "bogus", value: "1" }] })).toHaveProperty("Image");
	});
});

it("a shell that writes its logs itself finds the files, and is the same shell otherwise", () => {
	const plan = planOf({ command: "a 'b'" }, {}, { writesLogs: true });
	const log = (name: string) => ({ ...own, Source: `/state/1-0/${name}`, Target: `/mnt/mesos/${name}` });
	expect(plan).toMatchObject({
		Entrypoint: ["/bin/sh"],
		Cmd: ["-c", expect.stringMatching(/>>\/mnt\/mesos\/stdout .*exec \/bin\/sh -c "\$0"$/), "a 'b'"],
		HostConfig: { Mounts: [own, log("stdout"), log("stderr")] },
	});
});

it("gives a container no less memory than Mesos would, and what it was admitted with", () => {
	expect(hostOf({ mem: 1 })).toMatchObject({ Memory: 32 * 2 ** 20 });
	expect(hostOf({}, {}, { needs: { cpus: 2, memMb: 100 } })).toMatchObject({ CpuShares: 2048, Memory: 100 * 2 ** 20 });
});

it("an engine on another machine gets no files of this one", () => {
	const far = { engine: { ...sees, seesFiles: false } };
	expect(hostOf({}, {}, far)).toMatchObject({ Mounts: [] });
	expect(planOf({}, { type: "MESOS" }, far)).not.toHaveProperty("WorkingDir");
});

describe("a container is refused", () => {
	const far = { engine: { ...sees, seesFiles: false } };
	it.each<[Fields, Fields, string, Partial<ContainerQuestion>?]>([
		[{ command: "" }, {}, "the job has no command"],
		[{ executor: "/x" }, {}, 'the custom executor "/x" needs Mesos'],
		[{ command: "ftp://h/x" }, {}, "only http and https addresses can be fetched, and the command is ftp://h/x"],
		[{}, { parameters: [{ key: "bogus", value: "1" }] }, 'the parameter "bogus" is not one that is known here'],
		[{}, { network: "USER" }, "the network is USER, and the job names none"],
		[{}, { volumes: [{ containerPath: "/a", hostPath: "./x" }] }, 'the hostPath "./x" does not begin at the root'],
		[{ environmentVariables: [{ name: "A=B", value: "c" }] }, {}, 'the variable "A=B" cannot be in an environment'],
		[{ uris: ["http://h/x"] }, {}, "files cannot be fetched for an engine on another machine", far],
	])("%j %j", (fields, container, ...[reason, more]) => {
		expect(planOf(fields, container, more)).toEqual({ kind: "refused", reason });
	});
});
