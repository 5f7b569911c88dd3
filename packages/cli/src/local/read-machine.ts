import { systemClock } from "@chronos-job/core";
import {
	detectCapacityInSteps,
	type EngineOptions,
	type Executor,
	executors,
	type GpuEnvironment,
	type Limits,
	type MachineCapacity,
	measureGpus,
	probeLimits,
	readHostFacts,
	type StateDirectory,
	systemProcesses,
} from "@chronos-job/local";
import type { Host } from "../host.ts";
import type { ServerOptions } from "./server-options.ts";

export interface Machine {
	readonly executor: Executor;
	/** For the jobs that name an image. */
	readonly containers: Executor;
	/** Without its GPUs as long as their driver has yet to tell of them. */
	readonly capacity: MachineCapacity;
	/** How much of which GPU is used. */
	readonly measureGpus: NonNullable<EngineOptions["measureGpus"]>;
	/** With them. */
	readonly complete: Promise<MachineCapacity>;
	/** How attempts are kept within what they asked for, in words. */
	readonly limits: string;
	readonly hostName: string;
	readonly userName: string;
}

export interface MachineQuestion {
	readonly state: StateDirectory;
	readonly options: Pick<
		ServerOptions,
		"cpus" | "memMb" | "diskMb" | "gpus" | "maxContainers" | "faithful" | "maxLogMb" | "limits" | "containers"
	>;
	/** Ends the search for GPUs. */
	readonly signal: AbortSignal;
}

/** Finds out what this machine has for jobs, and how it can run them. */
export async function readMachine(host: Host, { state, options, signal }: MachineQuestion): Promise<Machine> {
	const processes = systemProcesses;
	const path = host.env["PATH"] || usualPath;
	const { cpus, memMb, diskMb, gpus, maxContainers, faithful, maxLogMb } = options;
	const environment = { PATH: path, ...visibleGpus(host) };
	const [facts, limits, { first, complete }] = await Promise.all([
		readHostFacts({ pid: host.pid, path }),
		probeLimits({ mode: options.limits, processes, serverPid: host.pid, now: host.now() }),
		detectCapacityInSteps({
			processes,
			clock: systemClock,
			stateDirectory: state.path,
			environment,
			wishes: { cpus, memMb, diskMb, gpus, containers: maxContainers },
			signal,
		}),
	]);
	const current = { capacity: first };
	void complete.then((capacity) => (current.capacity = capacity));
	const common = {
		processes,
		clock: systemClock,
		host: facts,
		hidesGpus: () => current.capacity.isLookingForGpus === true || current.capacity.gpus.length > 0,
		faithful,
		fetch: { cacheDirectory: state.cache, maxBytes: fetchBytes },
		...(maxLogMb !== undefined && { maxLogBytes: Math.round(maxLogMb * 2 ** 20) }),
	};
	const executor = executors.process({ ...common, limits });
	const desk = { known: () => current.capacity.gpuFacts ?? [] };
	const environmentOfHost = { environment: host.env };
	const containers = executors.containers({
		docker: executors.docker({ ...common, ...environmentOfHost, ledger: state.pulled, gpus: desk }),
		apptainer: executors.apptainer({ ...common, ...environmentOfHost, limits, imageDirectory: state.images }),
		mode: options.containers,
	});
	const { hostName, user } = facts;
	return {
		executor,
		containers,
		capacity: first,
		complete,
		measureGpus: (ids) => measureGpus(ids, { processes, clock: systemClock, environment, signal }),
		limits: limitsText(limits),
		hostName,
		userName: user.name,
	};
}

/** What whoever started the server leaves to it. */
function visibleGpus({ env }: Host): Omit<GpuEnvironment, "PATH"> {
	const { CUDA_VISIBLE_DEVICES, ROCR_VISIBLE_DEVICES } = env;
	return { CUDA_VISIBLE_DEVICES, ROCR_VISIBLE_DEVICES };
}

const usualPath = "/usr/local/bin:/usr/bin:/bin";
const fetchBytes = 10 * 2 ** 30;

/** `memory of each attempt and shares of the cpus (…)` */
function limitsText({ enforces, reason }: Limits): string {
	const held = [
		...(enforces.mem === "no" ? [] : [`memory of each ${enforces.mem}`]),
		...(enforces.cpus ? ["shares of the cpus"] : []),
	];
	return held.length === 0 ? `none: ${reason}` : `${held.join(" and ")} (${reason})`;
}
