import { longNameOf, refusedFlags } from "../run-flags.ts";
import { type Change, type Changes, refuse } from "./container-body.ts";
import {
	isCdiName,
	type ParseValue,
	parseBytes,
	parseDevice,
	parseFlag,
	parseGpus,
	parseInteger,
	parseMount,
	parseNanoCpus,
	parsePair,
	parsePublished,
	parseText,
	parseTmpfs,
	parseUlimit,
} from "./parse-flag-value.ts";

/** What a flag of `docker run` changes in the container, as `parameters` has them (contract §5.13). */
export function changesOfFlag({ key, value }: { readonly key: string; readonly value: string }): Changes {
	const name = longNameOf(key);
	const flag = flags.get(name);
	if (flag === undefined) return refuse(`the parameter "${name}" is not one that is known here`);
	if (typeof flag === "string") return refuse(`the parameter "${name}" cannot be had: ${flag}`);
	const changes = flag(value);
	if (changes === undefined) return refuse(`the parameter "${name}" cannot have the value "${value}"`);
	return { kind: "changes", changes };
}

/** Undefined when the value is none; a sentence instead says why there is no such flag. */
type Flag = ((value: string) => readonly Change[] | undefined) | string;

const flags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
	["add-host", listOf("host", "ExtraHosts", parseText)],
	["blkio-weight", one("host", "BlkioWeight", parseInteger)],
	["cap-add", listOf("host", "CapAdd", parseText)],
	["cap-drop", listOf("host", "CapDrop", parseText)],
	["cgroup-parent", one("host", "CgroupParent", parseText)],
	["cgroupns", one("host", "CgroupnsMode", parseText)],
	["cpu-period", one("host", "CpuPeriod", parseInteger)],
	["cpu-quota", one("host", "CpuQuota", parseInteger)],
	["cpu-shares", one("host", "CpuShares", parseInteger)],
	["cpus", one("host", "NanoCpus", parseNanoCpus)],
	["cpuset-cpus", one("host", "CpusetCpus", parseText)],
	["cpuset-mems", one("host", "CpusetMems", parseText)],
	["device", device],
	["device-cgroup-rule", listOf("host", "DeviceCgroupRules", parseText)],
	["dns", listOf("host", "Dns", parseText)],
	["dns-option", listOf("host", "DnsOptions", parseText)],
	["dns-search", listOf("host", "DnsSearch", parseText)],
	["domainname", one("container", "Domainname", parseText)],
	["entrypoint", (value) => [{ to: "container", field: "Entrypoint", value: value === "" ? [] : [value] }]],
	["env", listOf("container", "Env", parseText)],
	["expose", exposed],
	["gpus", listOf("host", "DeviceRequests", parseGpus)],
	["group-add", listOf("host", "GroupAdd", parseText)],
	["hostname", one("container", "Hostname", parseText)],
	["ipc", one("host", "IpcMode", parseText)],
	["label", one("container", "Labels", parsePair)],
	["mac-address", one("container", "MacAddress", parseText)],
	["memory", one("host", "Memory", parseBytes)],
	["memory-reservation", one("host", "MemoryReservation", parseBytes)],
	["memory-swap", one("host", "MemorySwap", parseBytes)],
	["memory-swappiness", one("host", "MemorySwappiness", parseInteger)],
	["mount", listOf("host", "Mounts", parseMount)],
	["network", one("host", "NetworkMode", parseText)],
	["no-healthcheck", () => [{ to: "container", field: "Healthcheck", value: { Test: ["NONE"] } }]],
	["oom-kill-disable", one("host", "OomKillDisable", parseFlag)],
	["oom-score-adj", one("host", "OomScoreAdj", parseInteger)],
	["pid", one("host", "PidMode", parseText)],
	["pids-limit", one("host", "PidsLimit", parseInteger)],
	["privileged", one("host", "Privileged", parseFlag)],
	["publish", published],
	["publish-all", one("host", "PublishAllPorts", parseFlag)],
	["read-only", one("host", "ReadonlyRootfs", parseFlag)],
	["runtime", one("host", "Runtime", parseText)],
	["security-opt", listOf("host", "SecurityOpt", parseText)],
	["shm-size", one("host", "ShmSize", parseBytes)],
	["stop-signal", one("container", "StopSignal", parseText)],
	["stop-timeout", one("container", "StopTimeout", parseInteger)],
	["storage-opt", one("host", "StorageOpt", parsePair)],
	["sysctl", one("host", "Sysctls", parsePair)],
	["tmpfs", one("host", "Tmpfs", parseTmpfs)],
	["ulimit", listOf("host", "Ulimits", parseUlimit)],
	["user", one("container", "User", parseText)],
	["userns", one("host", "UsernsMode", parseText)],
	["uts", one("host", "UTSMode", parseText)],
	["volume", listOf("host", "Binds", parseText)],
	["volume-driver", one("host", "VolumeDriver", parseText)],
	["volumes-from", listOf("host", "VolumesFrom", parseText)],
	["workdir", one("container", "WorkingDir", parseText)],
	// What holds for every job here.
	["detach", nothing],
	["init", nothing],
	["rm", nothing],
	...refusedFlags,
]);

function one(to: Change["to"], field: string, parse: ParseValue): Flag {
	return (text) => {
		const value = parse(text);
		return value === undefined ? undefined : [{ to, field, value }];
	};
}

function listOf(to: Change["to"], field: string, parse: ParseValue): Flag {
	return one(to, field, (text) => {
		const value = parse(text);
		return value === undefined ? undefined : [value];
	});
}

/** As docker has it, CDI names devices by a request. */
function device(text: string): readonly Change[] | undefined {
	if (isCdiName(text)) return [{ to: "host", field: "DeviceRequests", value: [{ Driver: "cdi", DeviceIDs: [text] }] }];
	const value = parseDevice(text);
	return value === undefined ? undefined : [{ to: "host", field: "Devices", value: [value] }];
}

function exposed(text: string): readonly Change[] | undefined {
	const [, port, protocol = "tcp"] = /^(\d+(?:-\d+)?)(?:\/(tcp|udp|sctp))?$/.exec(text) ?? [];
	if (port === undefined) return undefined;
	return [{ to: "container", field: "ExposedPorts", value: { [`${port}/${protocol}`]: {} } }];
}

function published(text: string): readonly Change[] | undefined {
	const found = parsePublished(text);
	return found && changesOfPort(found);
}

function changesOfPort({ port, binding }: NonNullable<ReturnType<typeof parsePublished>>): readonly Change[] {
	return [
		{ to: "container", field: "ExposedPorts", value: { [port]: {} } },
		{ to: "host", field: "PortBindings", value: { [port]: [binding] } },
	];
}

function nothing(): readonly Change[] {
	return [];
}
