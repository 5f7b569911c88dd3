import type { Path } from "../document/position.ts";

/** A field that another program knows. */
export interface ForeignField {
	readonly origin: string;
	/** What to do instead: one imperative sentence. */
	readonly instead: string;
	/** The field in the same place of a job that means the same. */
	readonly field: string | undefined;
}

/** What people bring along from elsewhere; undefined for a field that nobody knows. */
export function findForeignField(path: Path): ForeignField | undefined {
	const place = path.filter((step) => typeof step === "string").join(".");
	const row = rows.find((candidate) => candidate[1] === place);
	return row && { origin: row[0], instead: row[2], field: row[3] };
}

type Row = readonly [origin: string, place: string, instead: string, field?: string];

const flat = "Write a Chronos job, which is one flat object.";
const noPorts = "Remove it: a job has no ports.";
const noService = "Remove it: a job starts, ends, and has no instances to keep alive.";
const variables = 'Write "environmentVariables", a list of {"name", "value"}.';
const line = 'Put the whole line into "command".';

const rows: readonly Row[] = [
	["Chronos 2.x", "async", "Remove it: 3.x knows no callbacks."],
	["Chronos 2.x", "epsilon", "Remove it: 3.x runs a late job as soon as it can."],
	["Chronos' own documentation", "dataJob", 'Write "dataProcessingJobType".', "dataProcessingJobType"],
	["Docker Compose", "depends_on", 'Write "parents", a list of job names.', "parents"],
	["Docker Compose", "entrypoint", line],
	["Docker Compose", "environment", variables, "environmentVariables"],
	["Docker Compose", "image", 'Write "container": {"image": …}.'],
	["Docker Compose", "network_mode", 'Write "network" inside "container".'],
	["Docker Compose", "restart", 'Write "retries", a number.'],
	["Docker Compose", "volumes", 'Put "volumes" into "container".'],
	["Docker Compose", "working_dir", 'Start "command" with "cd … && ".'],
	["Kubernetes", "apiVersion", flat],
	["Kubernetes", "kind", flat],
	["Kubernetes", "metadata", flat],
	["Kubernetes", "spec", flat],
	["Marathon", "acceptedResourceRoles", "Remove it: the server's own role counts."],
	["Marathon", "args", line],
	["Marathon", "backoffFactor", noService],
	["Marathon", "backoffSeconds", noService],
	["Marathon", "cmd", 'Write "command".', "command"],
	["Marathon", "container.docker", 'Move "image", "network" and "parameters" directly into "container".'],
	["Marathon", "container.portMappings", noPorts],
	["Marathon", "dependencies", 'Write "parents", a list of job names.'],
	["Marathon", "docker", 'Put "image", "network" and "parameters" into "container".'],
	["Marathon", "env", variables, "environmentVariables"],
	["Marathon", "healthChecks", noService],
	["Marathon", "id", 'Write "name".', "name"],
	["Marathon", "instances", noService],
	["Marathon", "ipAddress", 'Write "networkInfos" inside "container".'],
	["Marathon", "labels", 'Remove it, or write it into "description".'],
	["Marathon", "maxLaunchDelaySeconds", noService],
	["Marathon", "networks", 'Write "networkInfos" inside "container".'],
	["Marathon", "portDefinitions", noPorts],
	["Marathon", "portMappings", noPorts],
	["Marathon", "ports", noPorts],
	["Marathon", "readinessChecks", noService],
	["Marathon", "requirePorts", noPorts],
	["Marathon", "secrets", "Let the command read its secrets from a file."],
	["Marathon", "upgradeStrategy", noService],
	["Marathon", "user", 'Write "runAsUser".', "runAsUser"],
	["Metronome", "run", "Move what is inside it to the top of the job."],
	["Metronome", "schedules", 'Write "schedule" as in "R/2030-01-01T00:00:00Z/P1D".'],
];
