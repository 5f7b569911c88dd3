import { describe, expect, it } from "vitest";
import type { Fields } from "./container-body.ts";
import { podmanBodyOf } from "./podman-body.ts";

function translated(container: Fields, host: Fields = {}) {
	const given = { DeviceRequests: [{ Driver: "cdi", DeviceIDs: ["nvidia.com/gpu=0"] }] };
	const translation = podmanBodyOf({ Image: "a:1", ...container, HostConfig: { ...given, ...host } });
	return translation.kind === "translated" ? translation.body : translation;
}

const always = { image: "a:1", devices: [{ path: "nvidia.com/gpu=0" }], create_working_dir: true, umask: "0000" };

it("a container with GPUs is said in Podman's own words", () => {
	expect(translated({})).toEqual(always);
});

describe("of a container", () => {
	it.each<[string, Fields, Fields]>([
		["what is run", { Entrypoint: ["/e"], Cmd: ["a", "b"] }, { entrypoint: ["/e"], command: ["a", "b"] }],
		["its variables", { Env: ["A=b=c", "E=", "FROM_ELSEWHERE"] }, { env: { A: "b=c", E: "" } }],
		[
			"ports that it listens on",
			{ ExposedPorts: { "80/tcp": {}, "80/udp": {}, "81/tcp": {} } },
			{ expose: { "80": "tcp,udp", "81": "tcp" } },
		],
		["the signal that ends it", { StopSignal: "usr1", StopTimeout: 3 }, { stop_signal: 10, stop_timeout: 3 }],
		["the number of one", { StopSignal: "9" }, { stop_signal: 9 }],
	])("%s", (_, fields, expected) => {
		expect(translated(fields)).toEqual({ ...always, ...expected });
	});
});

describe("of its place", () => {
	const limits = (fields: Fields): Fields => ({ resource_limits: fields });
	it.each<[string, Fields, Fields]>([
		[
			"limits of all kinds",
			{ CpuShares: 512, NanoCpus: 5e8, Memory: 9, MemorySwap: 10, PidsLimit: 64 },
			limits({
				cpu: { shares: 512, period: 100_000, quota: 50_000 },
				memory: { limit: 9, swap: 10 },
				pids: { limit: 64 },
			}),
		],
		["a network", { NetworkMode: "host" }, { netns: { nsmode: "host" } }],
		["Docker's own", { NetworkMode: "default" }, { netns: { nsmode: "bridge" } }],
		["that of another container", { NetworkMode: "container:x" }, { netns: { nsmode: "container", value: "x" } }],
		["one with a name", { NetworkMode: "lab" }, { netns: { nsmode: "bridge" }, networks: { lab: {} } }],
		[
			"ports",
			{ PortBindings: { "80/udp": [{ HostIp: "127.0.0.1", HostPort: "8080" }], "81/tcp": [{ HostPort: "" }] } },
			{
				portmappings: [
					{ container_port: 80, host_port: 8080, protocol: "udp", host_ip: "127.0.0.1" },
					{ container_port: 81, host_port: 0, protocol: "tcp" },
				],
			},
		],
		[
			"mounts",
			{
				Mounts: [
					{ Type: "bind", Source: "/a", Target: "/b", ReadOnly: true },
					{ Type: "volume", Target: "/c" },
					{ Type: "tmpfs", Target: "/d" },
				],
				Binds: ["/e:/f:ro,rslave", "data:/g:rw", "/h"],
				Tmpfs: { "/t": "size=1m,mode=1777" },
			},
			{
				mounts: [
					{ type: "bind", source: "/a", destination: "/b", options: ["rbind", "ro"] },
					{ type: "tmpfs", source: "tmpfs", destination: "/d", options: [] },
					{ type: "bind", source: "/e", destination: "/f", options: ["rbind", "ro", "rslave"] },
					{ type: "tmpfs", source: "tmpfs", destination: "/t", options: ["size=1m", "mode=1777"] },
				],
				volumes: [
					{ Name: "", Dest: "/c", Options: [] },
					{ Name: "data", Dest: "/g", Options: [] },
					{ Name: "", Dest: "/h", Options: [] },
				],
			},
		],
		[
			"devices besides",
			{ Devices: [{ PathOnHost: "/dev/x", PathInContainer: "/dev/y", CgroupPermissions: "r" }] },
			{ devices: [{ path: "/dev/x:/dev/y:r" }, ...always.devices] },
		],
		[
			"safety",
			{ SecurityOpt: ["label=disable", "label=type:x", "seccomp=unconfined", "no-new-privileges"] },
			{ selinux_opts: ["disable", "type:x"], seccomp_profile_path: "unconfined", no_new_privileges: true },
		],
		["files that may be written", { ReadonlyRootfs: false }, {}],
		[
			"what it shares",
			{ PidMode: "host", IpcMode: "container:x" },
			{ pidns: { nsmode: "host" }, ipcns: { nsmode: "container", value: "x" } },
		],
		[
			"ulimits",
			{ Ulimits: [{ Name: "nofile", Soft: 1, Hard: 2 }] },
			{ r_limits: [{ type: "nofile", soft: 1, hard: 2 }] },
		],
	])("%s", (_, host, expected) => {
		expect(translated({}, host)).toEqual({ ...always, ...expected });
	});

	it("files that may only be read, but for those of every program", () => {
		const paths = ["/run", "/tmp", "/var/tmp"].map((destination) => expect.objectContaining({ destination }));
		expect(translated({}, { ReadonlyRootfs: true })).toMatchObject({ read_only_filesystem: true, mounts: paths });
	});
});

it.each<[string, Fields, Fields]>([
	['the parameter "runtime"', {}, { Runtime: "crun" }],
	['the parameter "domainname"', { Domainname: "x" }, {}],
	['the parameter "expose"', { ExposedPorts: { "80-90/tcp": {} } }, {}],
	['the parameter "stop-signal"', { StopSignal: "SIGNONE" }, {}],
	['the parameter "security-opt"', {}, { SecurityOpt: ["label=disable", "systempaths=unconfined"] }],
	["Mounts in this form", {}, { Mounts: [{ Type: "volume", Target: "/a", VolumeOptions: {} }] }],
	["Novelty in this form", {}, { Novelty: 1 }],
])("%s is refused, because nothing says it", (subject, ...[container, host]) => {
	const reason = `${subject} cannot be had together with GPUs in Podman`;
	expect(translated(container, host)).toEqual({ kind: "refused", reason });
});

it("requests that name no device of CDI are refused, because Podman would forget them", () => {
	expect(translated({}, { DeviceRequests: [{ Count: -1, Capabilities: [["gpu"]] }] })).toMatchObject({
		kind: "refused",
		reason: expect.stringMatching(/^the parameter "gpus" means nothing to Podman/),
	});
});
