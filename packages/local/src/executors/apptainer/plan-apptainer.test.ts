import { Job } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { planApptainer, type ApptainerQuestion } from "./plan-apptainer.ts";

type Fields = Readonly<Record<string, unknown>>;

function plan({ container, ...fields }: Fields & { container?: Fields } = {}, more: Partial<ApptainerQuestion> = {}) {
	const job = Job.parse({
		name: "a",
		schedule: "R1//P1Y",
		command: "echo x",
		runAsUser: "",
		...fields,
		container: { image: "busybox", ...container },
	});
	if (job.container === undefined) throw new Error("there is no container");
	return planApptainer({
		attempt: { job, nonce: "n", taskId: `ct:1:0:a:${job.arguments.join(" ")}` },
		container: job.container,
		sandbox: { directory: "/s", workDirectory: "/s/files", stdoutFile: "/s/stdout", stderrFile: "/s/stderr" },
		host: { hostName: "h", path: "/bin", user: { name: "alice", uid: 1000, gid: 1000, home: "/home/alice" } },
		program: { path: "/bin/apptainer", prefix: "APPTAINER", said: "" },
		image: "/images/x.sif",
		imageWorkDirectory: "",
		hidesGpus: false,
		faithful: false,
		...more,
	});
}

/** The words between the verb and the image, or why there are none. */
function wordsOf(...asked: Parameters<typeof plan>): string {
	const planned = plan(...asked);
	return planned.kind === "refused" ? planned.reason : planned.command.join(" ");
}

function variablesOf(...asked: Parameters<typeof plan>): Readonly<Record<string, string>> {
	const planned = plan(...asked);
	return planned.kind === "refused" ? {} : planned.environment;
}

const parameter = (key: string, value: string) => ({ container: { parameters: [{ key, value }] } });

describe("the command line of Apptainer", () => {
	it("shuts the job in, and leaves it its sandbox", () => {
		expect(plan()).toMatchObject({
			command: (
				"/bin/apptainer --silent exec --contain --cleanenv --pid --ipc --no-umask --no-eval --writable-tmpfs " +
				"--workdir /s/scratch --pwd / --mount type=bind,source=/s/files,destination=/mnt/mesos/sandbox " +
				"/images/x.sif /bin/sh -c"
			)
				.split(" ")
				.concat("echo x"),
			folders: ["/s/scratch"],
		});
	});

	it.each<[string, Parameters<typeof plan>, string]>([
		["runs what the image has", [{ command: "", shell: false, arguments: ["a"] }], " --silent run "],
		["gives it the arguments", [{ command: "a", shell: false, arguments: ["b c"] }], "/images/x.sif a b c"],
		["runs a program of its own with Mesos", [{ shell: false, container: { type: "MESOS" } }], " --silent exec "],
		["begins where the image says", [{}, { imageWorkDirectory: "/srv" }], "--pwd /srv"],
		["begins in the sandbox with Mesos", [{ container: { type: "MESOS" } }], "--pwd /mnt/mesos/sandbox"],
		[
			"does not begin there where the image says",
			[{ container: { type: "MESOS" } }, { imageWorkDirectory: "/srv" }],
			"--pwd /srv",
		],
		["begins at the program that is fetched", [{ command: "http://h/run x" }], "--pwd /mnt/mesos/sandbox"],
		["is another program", [parameter("entrypoint", "/bin/bash")], "/images/x.sif /bin/bash -c echo x"],
		["is no program besides", [{ shell: false, ...parameter("entrypoint", "") }], " exec "],
		[
			"mounts what may be read",
			[{ container: { volumes: [{ hostPath: "/a", containerPath: "/b", mode: "RO" }] } }],
			"--mount type=bind,source=/a,destination=/b,ro",
		],
		[
			"mounts paths with commas",
			[{ container: { volumes: [{ hostPath: '/a,"b', containerPath: "/c" }] } }],
			'--mount type=bind,"source=/a,""b",destination=/c',
		],
		[
			"mounts nothing in particular",
			[{ container: { volumes: [{ containerPath: "c" }] } }],
			"--mount type=bind,source=/s/scratch/volume-0,destination=/mnt/mesos/sandbox/c",
		],
		["has the GPUs of NVIDIA", [{}, { attempt: devicesOf("GPU-1") }], " --nv "],
		["has the GPUs of AMD", [{}, { attempt: devicesOf("amd.com/gpu=1") }], " --rocm "],
		["has a HOME", [{ environmentVariables: [{ name: "HOME", value: "/tmp" }] }], "--home /tmp --no-mount home"],
		["mounts a volume of a parameter", [parameter("v", "/a:/b:ro,z")], "--mount type=bind,source=/a,destination=/b,ro"],
		[
			"mounts a mount of a parameter",
			[parameter("mount", "type=bind,src=/a,dst=/b,readonly")],
			"source=/a,destination=/b,ro",
		],
		["has a device", [parameter("device", "/dev/fuse")], "source=/dev/fuse,destination=/dev/fuse"],
		["has a name", [parameter("hostname", "x")], "--hostname x"],
		["has an empty directory", [parameter("tmpfs", "/x:size=1m")], "--scratch /x"],
		["begins elsewhere", [parameter("w", "/x")], "--pwd /x"],
		["has no network", [parameter("net", "none")], "--net --network none"],
		["has all GPUs", [parameter("gpus", "all")], "--nv"],
		["is as before with what every job has", [parameter("init", ""), {}], "--pid --ipc"],
	])("%s", (_, asked, words) => {
		expect(wordsOf(...asked)).toContain(words);
	});

	it("has no layer to write to, or the memory of others, where it is asked for", () => {
		expect(wordsOf(parameter("read-only", "true"))).not.toContain("--writable-tmpfs");
		expect(wordsOf(parameter("ipc", "host"))).not.toContain("--ipc");
	});

	it.each<[string, Parameters<typeof plan>, RegExp]>([
		["another user", [{ runAsUser: "bob" }], /wants to run as bob, and Apptainer runs what alice starts as alice/],
		["a bridge", [{ container: { network: "BRIDGE" } }], /wants the network BRIDGE/],
		["a network with a name", [{ container: { network: "USER", networkName: "x" } }], /wants the network x/],
		["a network of Mesos", [{ container: { type: "MESOS", networkInfos: [{ name: "n" }] } }], /wants the network n/],
		[
			"an external volume",
			[{ container: { volumes: [{ containerPath: "/x", external: { name: "v", provider: "p", options: [] } }] } }],
			/external volume "v"/,
		],
		["a volume with a name", [{ container: { volumes: [{ containerPath: "/x", hostPath: "v" }] } }], /volume "v"/],
		[
			"a path that is none",
			[{ container: { volumes: [{ containerPath: "/x", hostPath: "a/b" }] } }],
			/does not begin at the root/,
		],
		["a flag that cannot be had", [parameter("cap-add", "ALL")], /parameter "cap-add" cannot be had with Apptainer/],
		["a value that cannot be had", [parameter("volume", "name:/x")], /"volume" cannot have the value "name:\/x"/],
		["an odd variable", [{ environmentVariables: [{ name: "a.b", value: "" }] }], /variable "a\.b" cannot be had/],
		["a HOME that is no path", [{ environmentVariables: [{ name: "HOME", value: "x" }] }], /HOME cannot be "x"/],
		["no command", [{ command: "" }], /no command/],
	])("is refused for %s", (_, asked, reason) => {
		expect(plan(...asked)).toEqual({ kind: "refused", reason: expect.stringMatching(reason) });
	});
});

function devicesOf(...devices: readonly string[]): ApptainerQuestion["attempt"] {
	const job = Job.parse({ name: "a", schedule: "R1//P1Y", command: "x", runAsUser: "", container: { image: "b" } });
	return { job, nonce: "n", taskId: "ct:1:0:a:", devices };
}

describe("the variables of Apptainer", () => {
	it("have a name that says whose they are, and what the server has is not among them", () => {
		const variables = variablesOf({ environmentVariables: [{ name: "A", value: "a,b '$" }] });
		expect(variables).toMatchObject({
			APPTAINERENV_A: "a,b '$",
			APPTAINERENV_MESOS_SANDBOX: "/mnt/mesos/sandbox",
			APPTAINERENV_MESOS_DIRECTORY: "/s/files",
			MESOS_SANDBOX: "/s/files",
			PATH: "/bin",
			HOME: "/home/alice",
		});
	});

	it("have another one for SingularityCE", () => {
		const program = { path: "/bin/singularity", prefix: "SINGULARITY", said: "" } as const;
		expect(variablesOf({}, { program })).toHaveProperty("SINGULARITYENV_CHRONOS_JOB_NAME", "a");
	});

	it("tell which GPUs are its own, and hide those of others", () => {
		expect(variablesOf({}, { attempt: devicesOf("GPU-1") })).toMatchObject({
			APPTAINERENV_CUDA_VISIBLE_DEVICES: "GPU-1",
		});
		expect(variablesOf({}, { hidesGpus: true })).toMatchObject({ APPTAINERENV_NVIDIA_VISIBLE_DEVICES: "void" });
	});
});
