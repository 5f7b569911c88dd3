import { double, flag, integer, isRecord, listOf, or, pullFlag, type Read, record, text, word } from "./coercion.ts";
import { type JobField, jobFields } from "./job-fields.ts";

/** Brings what a server sent into the canonical form of a job; a value that cannot be one is left for the check that follows. */
export function fillJob(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const filled = fillFields(value);
	if (!isRecord(filled)) return value;
	const { schedule, scheduleTimeZone, ...others } = filled;
	// A job with parents has no schedule, whatever else it says (contract §2.2).
	if (filled["parents"] !== undefined || schedule === undefined) return others;
	return { ...others, schedule, scheduleTimeZone: scheduleTimeZone ?? "" };
}

const scalars: Readonly<Record<JobField["kind"], Read>> = {
	text,
	flag,
	integer,
	double,
	list: listOf(text),
	object: () => undefined,
};

const parameter = record({ key: text, value: text }, ["key", "value"]);
const external = record({ name: text, provider: text, options: listOf(parameter) }, ["name", "provider"]);
const portMapping = record({ hostPort: integer, containerPort: integer, protocol: text }, [
	"hostPort",
	"containerPort",
]);

const volume = record({ containerPath: text, hostPath: text, mode: word(["RW", "RO"]), external }, ["containerPath"]);

const networkInfo = record(
	{ name: text, protocol: word(["IPv4", "IPv6"]), labels: listOf(parameter), portMappings: listOf(portMapping) },
	["name"],
);

const container = record(
	{
		type: or(word(["DOCKER", "MESOS"]), "DOCKER"),
		image: text,
		network: or(word(["BRIDGE", "HOST", "USER"]), "HOST"),
		networkName: text,
		networkInfos: listOf(networkInfo),
		volumes: listOf(volume),
		forcePullImage: or(pullFlag, false),
		parameters: listOf(parameter),
	},
	["image"],
);

const fetch = record(
	{
		uri: or(text, ""),
		executable: or(flag, false),
		cache: or(flag, false),
		extract: or(flag, true),
		output_file: filledText,
	},
	[],
);

const nested: Readonly<Record<string, Read>> = {
	container,
	fetch: listOf(fetch),
	environmentVariables: listOf(record({ name: text, value: text }, ["name", "value"])),
	constraints: listOf(constraint),
	// The key alone makes a job dependent (contract §2.2).
	parents: (value) => (value === undefined ? undefined : listOf(text)(value)),
};

const fillFields = record(Object.fromEntries(jobFields.map((field) => [field.name, readerOf(field)])), ["name"]);

function readerOf(field: JobField): Read {
	const read = nested[field.name] ?? scalars[field.kind];
	return field.written === "always" ? or(read, field.default) : read;
}

function filledText(value: unknown): unknown {
	return text(value) || undefined;
}

function constraint(value: unknown): unknown {
	if (!Array.isArray(value) || value.length < 3) return undefined;
	const [attribute, operator, pattern] = value.map(text);
	// An unknown operator makes the server drop the constraint, so none can come back (contract §2.5).
	return ["EQUALS", "LIKE", "UNLIKE"].includes(String(operator)) ? [attribute, operator, pattern] : undefined;
}
