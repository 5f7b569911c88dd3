import { containerFields, type Field, fetchFields, jobFields, volumeFields } from "./job-fields.ts";

/** The usual order of keys: of an object, and of the objects inside its fields, directly or in a list. */
export interface Layout {
	readonly order: readonly string[];
	readonly inside: Readonly<Record<string, Layout>>;
}

const pair = layoutOf(["key", "value"]);
const external = layoutOf(["name", "provider", "options"], { options: pair });
const volume = layoutOf(namesOf(volumeFields), { external });
const portMapping = layoutOf(["hostPort", "containerPort", "protocol"]);
const networkInfo = layoutOf(["name", "protocol", "labels", "portMappings"], {
	labels: pair,
	portMappings: portMapping,
});
const container = layoutOf(namesOf(containerFields), { networkInfos: networkInfo, volumes: volume, parameters: pair });

/** The order in which Chronos itself writes a job (contract §2.3). */
export const jobLayout: Layout = layoutOf(["$schema", ...namesOf(jobFields)], {
	fetch: layoutOf(namesOf(fetchFields)),
	environmentVariables: layoutOf(["name", "value"]),
	container,
});

function layoutOf(order: readonly string[], inside: Readonly<Record<string, Layout>> = {}): Layout {
	return { order, inside };
}

function namesOf(fields: readonly Field[]): readonly string[] {
	return fields.map(({ name }) => name);
}
