import type { Constraint, Job } from "@chronos-job/schemas";
import type { Settings } from "./settings.ts";
import type { Attempt, Capacity, EngineState, ExecutorKind, Needs, Taken } from "./state.ts";
import type { Turn } from "./turn.ts";

/** How many containers run at once where nobody says how many may. */
export const mostContainers = 100;

/** A resource of which there is not enough. */
export interface Lack {
	readonly resource: keyof Needs;
	readonly needs: number;
	readonly has: number;
}

/** What a job takes up; zero and less stand for the default (contract §5.12). */
export function needsOf(job: Job, { defaults }: Settings): Needs {
	return {
		cpus: job.cpus > 0 ? job.cpus : defaults.cpus,
		memMb: job.mem > 0 ? job.mem : defaults.memMb,
		diskMb: job.disk > 0 ? job.disk : defaults.diskMb,
		gpus: Math.max(0, job.gpus ?? 0),
		containers: containersOf(job),
	};
}

export function containersOf(job: Job): number {
	return executorOf(job) === "container" ? 1 : 0;
}

export function executorOf(job: Job): ExecutorKind {
	return job.container === undefined ? "process" : "container";
}

export function freeOf({ capacity, used, usedDevices }: EngineState): Needs {
	return {
		cpus: remaining(capacity.cpus, used.cpus),
		memMb: remaining(capacity.memMb, used.memMb),
		diskMb: remaining(capacity.diskMb, used.diskMb),
		gpus: capacity.gpus.filter((device) => !usedDevices.has(device)).length,
		containers: remaining(capacity.containers ?? mostContainers, used.containers),
	};
}

export function totalOf({ cpus, memMb, diskMb, gpus, containers = mostContainers }: Capacity): Needs {
	return { cpus, memMb, diskMb, gpus: gpus.length, containers };
}

/** What this machine will never have enough of, as far as is known. */
export function findLastingLack(needs: Needs, capacity: Capacity): Lack | undefined {
	const total = totalOf(capacity);
	return findLack(needs, capacity.isLookingForGpus === true ? { ...total, gpus: Infinity } : total);
}

export function findLack(needs: Needs, room: Needs): Lack | undefined {
	const resource = resources.find((name) => needs[name] > room[name]);
	return resource && { resource, needs: needs[resource], has: room[resource] };
}

/** The first constraint that this machine does not meet; it has no attribute but its name (contract §5.12). */
export function findUnmet({ constraints }: Job, { hostname }: Settings): Constraint | undefined {
	return constraints.find((constraint) => !isMet(constraint, hostname));
}

export function occupy(turn: Turn, attempt: Attempt): void {
	const { used, usedDevices } = turn.state;
	turn.change({ used: sum(used, attempt.needs, 1) });
	if (attempt.devices.length > 0) turn.change({ usedDevices: new Set([...usedDevices, ...attempt.devices]) });
}

export function release(turn: Turn, attempt: Attempt): void {
	const { used, usedDevices } = turn.state;
	turn.change({ used: sum(used, attempt.needs, -1) });
	if (attempt.devices.length > 0) {
		turn.change({ usedDevices: new Set([...usedDevices].filter((device) => !attempt.devices.includes(device))) });
	}
	turn.wantAdmission();
}

const resources = ["cpus", "memMb", "diskMb", "gpus", "containers"] as const;

// Millionths keep 0.1 + 0.2 - 0.1 - 0.2 at nothing.
function exact(value: number): number {
	return Math.round(value * 1e6) / 1e6;
}

function remaining(total: number, used: number): number {
	return Math.max(0, exact(total - used));
}

function sum(used: Needs, needs: Taken, sign: 1 | -1): Needs {
	return {
		cpus: exact(used.cpus + sign * needs.cpus),
		memMb: exact(used.memMb + sign * needs.memMb),
		diskMb: exact(used.diskMb + sign * needs.diskMb),
		gpus: used.gpus + sign * needs.gpus,
		containers: used.containers + sign * (needs.containers ?? 0),
	};
}

function isMet([attribute, operator, value]: Constraint, hostname: string): boolean {
	// Without the attribute even UNLIKE fails (contract §5.12).
	if (attribute !== "hostname") return false;
	if (operator === "EQUALS") return value === hostname;
	const isLike = parsePattern(value)?.test(hostname);
	return isLike !== undefined && isLike === (operator === "LIKE");
}

function parsePattern(text: string): RegExp | undefined {
	try {
		return new RegExp(`^(?:${text})$`, "u");
	} catch {
		return undefined;
	}
}
