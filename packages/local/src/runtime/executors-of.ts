import type { Job } from "@chronos-job/schemas";
import type { EngineState, ExecutorKind } from "../engine/state.ts";
import type { Availability, Executor } from "../executors/executor.ts";
import type { EngineOptions } from "./engine-options.ts";

type Executors = Pick<EngineOptions, "executor" | "containers">;

/** The one that a job is launched with. */
export function executorFor({ executor, containers = executor }: Executors, job: Job): Executor {
	return job.container === undefined ? executor : containers;
}

/** Why none of a job's launches can succeed here. */
export function obstacleOf(options: Executors, job: Job): string | undefined {
	return executorOf(options, job)?.findObstacle?.(job);
}

/** What may go wrong with a job all the same. */
export function doubtOf(options: Executors, job: Job): string | undefined {
	return executorOf(options, job)?.findDoubt?.(job);
}

/** Looks at what both of these have to know. */
export async function studyOf(options: Executors, job: Job): Promise<void> {
	await executorOf(options, job)?.study?.(job);
}

function executorOf({ executor, containers }: Executors, job: Job): Executor | undefined {
	return job.container === undefined ? executor : containers;
}

/** Finds out what became of an attempt, whichever of them was to launch it. */
export function recoveryOf({ executor, containers }: Executors): Pick<Executor, "recover"> {
	if (containers === undefined) return executor;
	return {
		recover: async (attempt, sandbox) => {
			const recovery = await containers.recover(attempt, sandbox);
			return recovery.kind === "never-claimed" ? executor.recover(attempt, sandbox) : recovery;
		},
	};
}

/** Why jobs of a kind cannot be launched now. */
export async function unavailableIn({ executor, containers }: Executors): Promise<EngineState["unavailable"]> {
	const [process, container] = await Promise.all([executor.probe(), lackOfContainers(containers)]);
	const missing: readonly (readonly [ExecutorKind, string | undefined])[] = [
		["process", process.available ? undefined : process.reason],
		["container", container],
	];
	return new Map(missing.flatMap(([kind, reason]) => (reason === undefined ? [] : [[kind, reason] as const])));
}

/** Why containers cannot be launched now, and what helps. */
export async function lackOfContainers(containers: Executor | undefined): Promise<string | undefined> {
	return containers === undefined ? noContainers : lackOf(await containers.probe());
}

const noContainers = "containers need Docker or Podman, which this server does not drive";

function lackOf(availability: Availability): string | undefined {
	return availability.available ? undefined : `${availability.reason}. ${availability.hint.replace(/\.$/, "")}`;
}
