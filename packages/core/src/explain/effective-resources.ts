import type { JobSpec } from "@chronos-job/schemas";

export interface Amount {
	readonly value: number;
	/** Whether the server's default stands in for a missing or zero value (contract §2.3). */
	readonly isDefault: boolean;
}

export type Resource = "cpus" | "mem" | "disk" | "gpus";

const defaults: Readonly<Record<Resource, number>> = { cpus: 0.1, mem: 128, disk: 256, gpus: 0 };

/** What a job will be given, with the defaults of a server without special flags. */
export function effectiveResources(spec: Pick<JobSpec, Resource>): Readonly<Record<Resource, Amount>> {
	return {
		cpus: amountOf(spec, "cpus"),
		mem: amountOf(spec, "mem"),
		disk: amountOf(spec, "disk"),
		gpus: amountOf(spec, "gpus"),
	};
}

function amountOf(spec: Pick<JobSpec, Resource>, resource: Resource): Amount {
	const asked = spec[resource] ?? 0;
	return asked > 0 ? { value: asked, isDefault: false } : { value: defaults[resource], isDefault: true };
}
