/** The release that brought a field: "2.4" is as old as it gets, "HEAD" and "gpus" are builds that never became releases. */
export type Since = "2.4" | "2.5" | "3.0.0" | "3.0.1" | "HEAD" | "gpus";

export interface Field {
	readonly name: string;
	readonly kind: "text" | "flag" | "integer" | "double" | "list" | "object";
	/** What the server takes when the field is missing; undefined when it has no default. */
	readonly default: unknown;
	readonly since: Since;
}

export interface JobField extends Field {
	/** `legacy` fields are read by 2.x servers only. */
	readonly role: "spec" | "counter" | "legacy";
	/** Whether every server that knows the field writes it, even at its default. */
	readonly written: "always" | "when set";
}

const spec = { role: "spec", since: "2.4", written: "always" } as const;
const counter = { role: "counter", since: "2.4", written: "always" } as const;
const legacy = { role: "legacy", since: "2.4", written: "when set" } as const;
const rare = { role: "spec", written: "when set" } as const;

/** Every field of a job in the order in which Chronos writes them (contract §2.3, §2.9). */
export const jobFields = [
	{ ...spec, name: "name", kind: "text", default: undefined },
	{ ...spec, name: "command", kind: "text", default: "" },
	{ ...spec, name: "shell", kind: "flag", default: true },
	{ ...legacy, name: "epsilon", kind: "text", default: "PT60S" },
	{ ...spec, name: "executor", kind: "text", default: "" },
	{ ...spec, name: "executorFlags", kind: "text", default: "" },
	{ ...spec, name: "taskInfoData", kind: "text", default: "", since: "2.5" },
	{ ...spec, name: "retries", kind: "integer", default: 2 },
	{ ...spec, name: "owner", kind: "text", default: "" },
	{ ...spec, name: "ownerName", kind: "text", default: "" },
	{ ...spec, name: "description", kind: "text", default: "" },
	{ ...legacy, name: "async", kind: "flag", default: false },
	{ ...counter, name: "successCount", kind: "integer", default: 0 },
	{ ...counter, name: "errorCount", kind: "integer", default: 0 },
	{ ...counter, name: "lastSuccess", kind: "text", default: "" },
	{ ...counter, name: "lastError", kind: "text", default: "" },
	{ ...spec, name: "cpus", kind: "double", default: 0.1 },
	{ ...spec, name: "disk", kind: "double", default: 256 },
	{ ...spec, name: "mem", kind: "double", default: 128 },
	{ ...rare, name: "gpus", kind: "integer", default: 0, since: "gpus" },
	{ ...spec, name: "disabled", kind: "flag", default: false },
	{ ...spec, name: "softError", kind: "flag", default: false },
	{ ...spec, name: "dataProcessingJobType", kind: "flag", default: false },
	{ ...counter, name: "errorsSinceLastSuccess", kind: "integer", default: 0 },
	{ ...spec, name: "fetch", kind: "list", default: [], since: "2.5" },
	{ ...spec, name: "uris", kind: "list", default: [] },
	{ ...spec, name: "environmentVariables", kind: "list", default: [] },
	{ ...spec, name: "arguments", kind: "list", default: [] },
	{ ...spec, name: "highPriority", kind: "flag", default: false },
	{ ...spec, name: "runAsUser", kind: "text", default: "root" },
	{ ...spec, name: "concurrent", kind: "flag", default: false, since: "3.0.0" },
	{ ...rare, name: "maxCompletionTime", kind: "integer", default: 0, since: "HEAD" },
	{ ...rare, name: "container", kind: "object", default: undefined, since: "2.4" },
	{ ...spec, name: "constraints", kind: "list", default: [] },
	{ ...rare, name: "parents", kind: "list", default: undefined, since: "2.4" },
	{ ...rare, name: "schedule", kind: "text", default: undefined, since: "2.4" },
	{ ...rare, name: "scheduleTimeZone", kind: "text", default: "", since: "2.4" },
] as const satisfies readonly JobField[];

/** The fields of `container` in the order in which Chronos writes them (contract §2.4). */
export const containerFields = [
	{ name: "type", kind: "text", default: "DOCKER", since: "2.4" },
	{ name: "image", kind: "text", default: undefined, since: "2.4" },
	{ name: "network", kind: "text", default: "HOST", since: "2.4" },
	{ name: "networkName", kind: "text", default: undefined, since: "3.0.1" },
	{ name: "networkInfos", kind: "list", default: [], since: "3.0.1" },
	{ name: "volumes", kind: "list", default: [], since: "2.4" },
	{ name: "forcePullImage", kind: "flag", default: false, since: "2.4" },
	{ name: "parameters", kind: "list", default: [], since: "2.5" },
] as const satisfies readonly Field[];

export const volumeFields = [
	{ name: "containerPath", kind: "text", default: undefined, since: "2.4" },
	{ name: "hostPath", kind: "text", default: undefined, since: "2.4" },
	{ name: "mode", kind: "text", default: undefined, since: "2.4" },
	{ name: "external", kind: "object", default: undefined, since: "3.0.1" },
] as const satisfies readonly Field[];

/** The fields of one entry of `fetch` (contract §2.5). */
export const fetchFields = [
	{ name: "uri", kind: "text", default: "", since: "2.5" },
	{ name: "executable", kind: "flag", default: false, since: "2.5" },
	{ name: "cache", kind: "flag", default: false, since: "2.5" },
	{ name: "extract", kind: "flag", default: true, since: "2.5" },
	{ name: "output_file", kind: "text", default: undefined, since: "3.0.1" },
] as const satisfies readonly Field[];

export type JobFieldName = (typeof jobFields)[number]["name"];

/** What a server without special flags takes when the field is missing. */
export function defaultOf(name: JobFieldName): unknown {
	return jobFields.find((field) => field.name === name)?.default;
}
