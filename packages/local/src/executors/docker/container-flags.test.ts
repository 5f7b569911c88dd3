import { describe, expect, it } from "vitest";
import { changesOfFlag } from "./container-flags.ts";

const host = (field: string, value: unknown) => ({ to: "host", field, value });
const container = (field: string, value: unknown) => ({ to: "container", field, value });

describe("a parameter becomes a field of the Engine API", () => {
	it.each([
		["shm-size", "8g", host("ShmSize", 8 * 2 ** 30)],
		["shm-size", "1.5m", host("ShmSize", 1.5 * 2 ** 20)],
		["m", "512MiB", host("Memory", 512 * 2 ** 20)],
		["memory-swap", "-1", host("MemorySwap", -1)],
		["cpus", ".5", host("NanoCpus", 5e8)],
		["--cap-add", "SYS_PTRACE", host("CapAdd", ["SYS_PTRACE"])],
		["env", "A=b=c", container("Env", ["A=b=c"])],
		["l", "team=physics", container("Labels", { team: "physics" })],
		["sysctl", "net.core.somaxconn=1", host("Sysctls", { "net.core.somaxconn": "1" })],
		["tmpfs", "/run:size=1m,mode=755", host("Tmpfs", { "/run": "size=1m,mode=755" })],
		["tmpfs", "/run", host("Tmpfs", { "/run": "" })],
		["ulimit", "nofile=1024:2048", host("Ulimits", [{ Name: "nofile", Soft: 1024, Hard: 2048 }])],
		["ulimit", "core=-1", host("Ulimits", [{ Name: "core", Soft: -1, Hard: -1 }])],
		["read-only", "", host("ReadonlyRootfs", true)],
		["privileged", "false", host("Privileged", false)],
		["net", "none", host("NetworkMode", "none")],
		["w", "/srv", container("WorkingDir", "/srv")],
		["u", "1:2", container("User", "1:2")],
		["entrypoint", "", container("Entrypoint", [])],
		["v", "/a:/b:ro", host("Binds", ["/a:/b:ro"])],
		["stop-timeout", "3", container("StopTimeout", 3)],
		["no-healthcheck", "true", container("Healthcheck", { Test: ["NONE"] })],
		["gpus", "all", host("DeviceRequests", [{ Count: -1, Capabilities: [["gpu"]] }])],
		["gpus", "2", host("DeviceRequests", [{ Count: 2, Capabilities: [["gpu"]] }])],
		["gpus", '"device=0,1"', host("DeviceRequests", [{ DeviceIDs: ["0", "1"], Capabilities: [["gpu"]] }])],
		["expose", "80", container("ExposedPorts", { "80/tcp": {} })],
		[
			"device",
			"/dev/null:/dev/x:r",
			host("Devices", [{ PathOnHost: "/dev/null", PathInContainer: "/dev/x", CgroupPermissions: "r" }]),
		],
		[
			"device",
			"/dev/fuse",
			host("Devices", [{ PathOnHost: "/dev/fuse", PathInContainer: "/dev/fuse", CgroupPermissions: "rwm" }]),
		],
		["device", "nvidia.com/gpu=1:0", host("DeviceRequests", [{ Driver: "cdi", DeviceIDs: ["nvidia.com/gpu=1:0"] }])],
		[
			"mount",
			"type=bind,src=/a,dst=/b,readonly",
			host("Mounts", [{ Type: "bind", Source: "/a", Target: "/b", ReadOnly: true }]),
		],
		["mount", "target=/b", host("Mounts", [{ Type: "volume", Source: "", Target: "/b", ReadOnly: false }])],
	])("%s=%s", (key, value, expected) => {
		expect(changesOfFlag({ key, value })).toEqual({ kind: "changes", changes: [expected] });
	});

	it.each([
		["8080:80", "80/tcp", { HostIp: "", HostPort: "8080" }],
		["127.0.0.1:8080:80/udp", "80/udp", { HostIp: "127.0.0.1", HostPort: "8080" }],
		["127.0.0.1::80", "80/tcp", { HostIp: "127.0.0.1", HostPort: "" }],
		["[::1]:81:80", "80/tcp", { HostIp: "::1", HostPort: "81" }],
		["80", "80/tcp", { HostIp: "", HostPort: "" }],
	])("publish=%s", (value, port, binding) => {
		const changes = [container("ExposedPorts", { [port]: {} }), host("PortBindings", { [port]: [binding] })];
		expect(changesOfFlag({ key: "publish", value })).toEqual({ kind: "changes", changes });
	});

	it.each(["init", "rm", "detach"])("%s is so anyway", (key) => {
		expect(changesOfFlag({ key, value: "true" })).toEqual({ kind: "changes", changes: [] });
	});
});

describe("a parameter is refused", () => {
	it.each([
		["shm-sise", "8g", 'the parameter "shm-sise" is not one that is known here'],
		["shm-size", "much", 'the parameter "shm-size" cannot have the value "much"'],
		["cpus", "1,5", 'the parameter "cpus" cannot have the value "1,5"'],
		["publish", "http", 'the parameter "publish" cannot have the value "http"'],
		["publish", "8080:", 'the parameter "publish" cannot have the value "8080:"'],
		["read-only", "maybe", 'the parameter "read-only" cannot have the value "maybe"'],
		["mount", "type=bind", 'the parameter "mount" cannot have the value "type=bind"'],
		["tty", "true", 'the parameter "tty" cannot be had: the output of a terminal is not that of a job'],
		["-t", "", 'the parameter "tty" cannot be had: the output of a terminal is not that of a job'],
		["toString", "1", 'the parameter "toString" is not one that is known here'],
	])("%s=%s", (key, value, reason) => {
		expect(changesOfFlag({ key, value })).toEqual({ kind: "refused", reason });
	});
});
