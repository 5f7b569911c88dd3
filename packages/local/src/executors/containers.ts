import type { Job } from "@chronos-job/schemas";
import { isApptainerOnly } from "./apptainer/apptainer-source.ts";
import type { Availability, Executor } from "./executor.ts";

export interface ContainersOptions {
	/** Docker or Podman. */
	readonly docker: Executor;
	readonly apptainer: Executor;
	/** What is forced is used alone; else the engine is asked first. */
	readonly mode: "auto" | "docker" | "apptainer";
}

/** Runs attempts with an engine of containers, or where there is none with Apptainer. */
export function containersExecutor({ docker, apptainer, mode }: ContainersOptions): Executor {
	const seen = { docker: { available: true }, apptainer: { available: true }, hasEngine: false } as const;
	const both: Both = { docker, apptainer, seen: { ...seen } };
	const choose = (job: Job): Executor => (mode === "auto" ? choiceOf(both, job) : both[mode]);
	return {
		name: "containers",
		probe: () => (mode === "auto" ? probe(both) : both[mode].probe()),
		describe: () => (mode === "auto" ? describe(both) : both[mode].describe?.()),
		findObstacle: (job) => (mode === "auto" ? findLack(both, job) : undefined) ?? choose(job).findObstacle?.(job),
		findDoubt: (job) => choose(job).findDoubt?.(job),
		study: async (job) => choose(job).study?.(job),
		start: async (attempt, sandbox, hear) => {
			if (mode === "auto") await probe(both);
			return choose(attempt.job).start(attempt, sandbox, hear);
		},
		// Whoever began it says so in its sandbox.
		recover: async (attempt, sandbox) => {
			const recovery = await docker.recover(attempt, sandbox);
			return recovery.kind === "never-claimed" ? apptainer.recover(attempt, sandbox) : recovery;
		},
	};
}

interface Both extends Pick<ContainersOptions, "docker" | "apptainer"> {
	/** At the last look. */
	readonly seen: {
		docker: Availability;
		apptainer: Availability;
		/** Whether an engine has ever answered: then it is waited for, and no job ends up elsewhere by chance. */
		hasEngine: boolean;
	};
}

async function probe({ docker, apptainer, seen }: Both): Promise<Availability> {
	const [first, second] = await Promise.all([docker.probe(), apptainer.probe()]);
	Object.assign(seen, { docker: first, apptainer: second, hasEngine: seen.hasEngine || first.available });
	if (first.available || (second.available && !seen.hasEngine)) return { available: true };
	if (seen.hasEngine) return first;
	return { ...first, reason: `${first.reason}, and there is no Apptainer either` };
}

/** Images that only Apptainer knows go there wherever it is. */
function describe({ docker, apptainer, seen }: Both): string | undefined {
	const [first, second] = [docker.describe?.(), seen.apptainer.available ? apptainer.describe?.() : undefined];
	if (first === undefined) return seen.hasEngine ? undefined : second;
	return second === undefined ? first : `${first}; SIF files with ${second}`;
}

function choiceOf({ docker, apptainer, seen }: Both, { container }: Job): Executor {
	if (container !== undefined && isApptainerOnly(container.image)) return apptainer;
	return !seen.hasEngine && !seen.docker.available && seen.apptainer.available ? apptainer : docker;
}

function findLack({ seen }: Both, { container }: Job): string | undefined {
	if (container === undefined || !isApptainerOnly(container.image) || seen.apptainer.available) return undefined;
	return `the image ${container.image} needs Apptainer: ${seen.apptainer.reason}`;
}
