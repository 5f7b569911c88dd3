import { constants } from "node:os";
import { type Fields, isList, isMap } from "./container-body.ts";
import { mergeFields } from "./merge-fields.ts";
import { mountsOf, tmpfsOf, volumesOf } from "./podman-mounts.ts";
import { exposedOf, networkOf, portsOf } from "./podman-network.ts";

/** Undefined when Podman's own words have nothing for it. */
type Translate = (value: unknown) => Fields | undefined;

/** What the fields of the Engine API are in the containers of Podman's own API. */
export const podmanFields: ReadonlyMap<string, Translate> = new Map<string, Translate>([
	["Image", as("image")],
	["Entrypoint", as("entrypoint")],
	["Cmd", as("command")],
	["Env", environmentOf],
	["Labels", as("labels")],
	["WorkingDir", as("work_dir")],
	["User", as("user")],
	["Hostname", as("hostname")],
	["ExposedPorts", exposedOf],
	["Healthcheck", as("healthconfig")],
	["StopSignal", stopSignalOf],
	["StopTimeout", as("stop_timeout")],
	["Binds", volumesOf],
	["BlkioWeight", limit("blockIO", "weight")],
	["CapAdd", as("cap_add")],
	["CapDrop", as("cap_drop")],
	["CgroupParent", as("cgroup_parent")],
	["CgroupnsMode", namespace("cgroupns")],
	["CpuPeriod", limit("cpu", "period")],
	["CpuQuota", limit("cpu", "quota")],
	["CpuShares", limit("cpu", "shares")],
	["CpusetCpus", limit("cpu", "cpus")],
	["CpusetMems", limit("cpu", "mems")],
	["Devices", devicesOf],
	["Dns", as("dns_server")],
	["DnsOptions", as("dns_option")],
	["DnsSearch", as("dns_search")],
	["ExtraHosts", as("hostadd")],
	["GroupAdd", as("groups")],
	["Init", as("init")],
	["IpcMode", namespace("ipcns")],
	["LogConfig", logsOf],
	["Memory", limit("memory", "limit")],
	["MemoryReservation", limit("memory", "reservation")],
	["MemorySwap", limit("memory", "swap")],
	["MemorySwappiness", limit("memory", "swappiness")],
	["Mounts", mountsOf],
	["NanoCpus", nanoCpusOf],
	["NetworkMode", networkOf],
	["OomKillDisable", limit("memory", "disableOOMKiller")],
	["OomScoreAdj", as("oom_score_adj")],
	["PidMode", namespace("pidns")],
	["PidsLimit", limit("pids", "limit")],
	["PortBindings", portsOf],
	["Privileged", as("privileged")],
	["PublishAllPorts", as("publish_image_ports")],
	["ReadonlyRootfs", readOnlyOf],
	["SecurityOpt", securityOf],
	["ShmSize", as("shm_size")],
	["Sysctls", as("sysctl")],
	["Tmpfs", tmpfsOf],
	["UTSMode", namespace("utsns")],
	["Ulimits", ulimitsOf],
	["UsernsMode", namespace("userns")],
	["VolumesFrom", as("volumes_from")],
]);

function as(name: string): Translate {
	return (value) => ({ [name]: value });
}

function limit(kind: string, name: string): Translate {
	return (value) => ({ resource_limits: { [kind]: { [name]: value } } });
}

/** `host`, `private`, `container:ID`. */
function namespace(name: string): Translate {
	return (value) => {
		const [mode, ...rest] = String(value).split(":");
		return { [name]: { nsmode: mode, ...(rest.length > 0 && { value: rest.join(":") }) } };
	};
}

/** A name without a value says nothing: it would be that of whoever talks to the engine. */
function environmentOf(value: unknown): Fields {
	const lines = isList(value) ? value.map(String).filter((line) => line.includes("=")) : [];
	const pairs = lines.map((line): [string, string] => [
		line.slice(0, line.indexOf("=")),
		line.slice(line.indexOf("=") + 1),
	]);
	return { env: Object.fromEntries(pairs) };
}

function stopSignalOf(value: unknown): Fields | undefined {
	const text = String(value).toUpperCase();
	const name = text.startsWith("SIG") ? text : `SIG${text}`;
	const number = /^\d+$/.test(text) ? Number(text) : new Map(Object.entries(constants.signals)).get(name);
	return number === undefined ? undefined : { stop_signal: number };
}

function devicesOf(value: unknown): Fields {
	const words = ["PathOnHost", "PathInContainer", "CgroupPermissions"];
	const paths = mapsIn(value).map((device) => words.map((word) => String(device[word])).join(":"));
	return { devices: paths.map((path) => ({ path })) };
}

function logsOf(value: unknown): Fields | undefined {
	return isMap(value) ? { log_configuration: { driver: value["Type"] } } : undefined;
}

// The period that Docker takes as well.
const periodUs = 100_000;

function nanoCpusOf(value: unknown): Fields {
	return { resource_limits: { cpu: { period: periodUs, quota: Math.round((Number(value) / 1e9) * periodUs) } } };
}

/** What is written by nearly every program can be written there all the same. */
function readOnlyOf(value: unknown): Fields {
	if (value !== true) return {};
	return { read_only_filesystem: true, ...tmpfsOf(Object.fromEntries(writable.map((path) => [path, scratch]))) };
}

const writable = ["/run", "/tmp", "/var/tmp"];
const scratch = "rw,rprivate,nosuid,nodev,tmpcopyup";

function securityOf(value: unknown): Fields | undefined {
	const all = (isList(value) ? value : []).map((option) => oneSecurityOf(String(option)));
	const known = all.filter((option) => option !== undefined);
	return known.length < all.length ? undefined : mergeFields(known);
}

function oneSecurityOf(option: string): Fields | undefined {
	const [, name = "", value = ""] = /^([\w-]+)(?:[=:](.*))?$/.exec(option) ?? [];
	return securities[name]?.(value);
}

const securities: Readonly<Record<string, (value: string) => Fields>> = {
	label: (value) => ({ selinux_opts: [value] }),
	seccomp: (value) => ({ seccomp_profile_path: value }),
	apparmor: (value) => ({ apparmor_profile: value }),
	"no-new-privileges": (value) => ({ no_new_privileges: value !== "false" }),
};

function ulimitsOf(value: unknown): Fields {
	const limits = mapsIn(value).map(({ Name: type, Soft: soft, Hard: hard }) => ({ type, soft, hard }));
	return { r_limits: limits };
}

function mapsIn(value: unknown): readonly Fields[] {
	return isList(value) ? value.filter(isMap) : [];
}
