import { readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import type { Clock } from "@chronos-job/core";
import { detectGpus, type FoundGpus, type GpuEnvironment } from "../gpus/detect-gpus.ts";
import { type Gpu, vendorOf } from "../gpus/gpu.ts";
import { ancestryOf, type CgroupPlace, parseCgroupPlaces } from "./cgroup-places.ts";
import type { Processes } from "./processes.ts";

/** What attempts may use together. */
export interface MachineCapacity {
	readonly cpus: number;
	readonly memMb: number;
	readonly diskMb: number;
	/** What names a GPU to a program that is to use it. */
	readonly gpus: readonly string[];
	/** What is known of those. */
	readonly gpuFacts?: readonly Gpu[];
	/** Where they come from, or why there are none. */
	readonly gpusBecause?: string;
	/** Their driver has yet to tell of them. */
	readonly isLookingForGpus?: boolean;
	/** How many may run at once, where somebody has said so. */
	readonly containers?: number | undefined;
}

type Resource = "cpus" | "memMb" | "diskMb" | "gpus";

export interface DetectedCapacity extends MachineCapacity {
	/** Where each number comes from. */
	readonly facts: Readonly<Record<Resource, string>>;
}

/** What a person has set instead of what is found. */
export interface CapacityWishes {
	readonly cpus?: number | undefined;
	readonly memMb?: number | undefined;
	readonly diskMb?: number | undefined;
	/** Their ids, or how many of those that are found. */
	readonly gpus?: number | readonly string[] | undefined;
	/** How many may run at once. */
	readonly containers?: number | undefined;
}

export interface DetectOptions {
	readonly processes: Pick<Processes, "run">;
	readonly clock: Clock;
	/** Its file system is what sandboxes fill. */
	readonly stateDirectory: string;
	readonly environment: GpuEnvironment;
	/** Where the specifications of devices for containers are. */
	readonly cdiFolders?: readonly string[];
	readonly wishes?: CapacityWishes;
	/** Where /proc and the control groups are looked for; a test has its own tree. */
	readonly root?: string;
	/** Nobody wants to know any more. */
	readonly signal?: AbortSignal;
}

/** What this machine has for attempts, unless somebody wishes otherwise. */
export async function detectCapacity(options: DetectOptions): Promise<DetectedCapacity> {
	return (await detectCapacityInSteps(options)).complete;
}

export interface CapacityInSteps {
	/** Without the GPUs, unless they are known already. */
	readonly first: DetectedCapacity;
	/** Never rejects. */
	readonly complete: Promise<DetectedCapacity>;
}

/** A driver that has to wake its GPUs takes seconds; whoever cannot wait for it begins without. */
export async function detectCapacityInSteps(options: DetectOptions): Promise<CapacityInSteps> {
	const { stateDirectory, wishes = {}, root = "" } = options;
	const gpus: Promise<FoundGpus> = isDecided(wishes.gpus) ? Promise.resolve(notLookedFor) : detectGpus(options);
	const places = readPlaces(root);
	const others = {
		cpus: limitedCpus(availableParallelism(), places),
		memMb: limitedMemory(totalmem(), places),
		diskMb: await freeDisk(stateDirectory),
	};
	const complete = gpus.then((found) => chooseCapacity({ ...others, gpus: found }, wishes));
	const known = await Promise.race([gpus, Promise.resolve()]);
	if (known !== undefined) return { first: await complete, complete };
	const first = chooseCapacity({ ...others, gpus: stillLookedFor }, { ...wishes, gpus: undefined });
	return { first: { ...first, isLookingForGpus: true }, complete };
}

/** Whatever the driver said, it would change nothing. */
function isDecided(wish: CapacityWishes["gpus"]): boolean {
	return wish === 0 || typeof wish === "object";
}

const notLookedFor = { value: [], fact: "not looked for" };
const stillLookedFor = { value: [], fact: "their driver has not answered yet" };

export interface Found<T> {
	readonly value: T;
	readonly fact: string;
}

export type FoundCapacity = { readonly [Name in Exclude<Resource, "gpus">]: Found<MachineCapacity[Name]> } & {
	readonly gpus: FoundGpus;
};

/** What is wished goes before what is found. */
export function chooseCapacity(found: FoundCapacity, wishes: CapacityWishes): DetectedCapacity {
	const cpus = chosen(found.cpus, wishes.cpus);
	const memMb = chosen(found.memMb, wishes.memMb);
	const diskMb = chosen(found.diskMb, wishes.diskMb);
	const known = found.gpus.value;
	const ids = known.map(({ id }) => id);
	const gpus = chosen({ ...found.gpus, value: ids }, idsOf(wishes.gpus, ids));
	return {
		cpus: cpus.value,
		memMb: memMb.value,
		diskMb: diskMb.value,
		gpus: gpus.value,
		gpuFacts: gpus.value.map((id) => known.find((gpu) => gpu.id === id) ?? { id, vendor: vendorOf(id) }),
		gpusBecause: gpus.fact,
		containers: wishes.containers,
		facts: { cpus: cpus.fact, memMb: memMb.fact, diskMb: diskMb.fact, gpus: gpus.fact },
	};
}

function chosen<T>(found: Found<T>, wish: T | undefined): Found<T> {
	return wish === undefined ? found : { value: wish, fact: `set by hand (found: ${found.fact})` };
}

/** A number takes the first ones, and counts on where none are known. */
function idsOf(wish: CapacityWishes["gpus"], known: readonly string[]): readonly string[] | undefined {
	if (typeof wish !== "number") return wish;
	return Array.from({ length: wish }, (_, index) => known[index] ?? String(index));
}

function readPlaces(root: string): readonly CgroupPlace[] {
	const folder = `${root}/proc/self`;
	const places = parseCgroupPlaces(readText(`${folder}/cgroup`), readText(`${folder}/mountinfo`));
	return places.map((place) => ({ ...place, directory: root + place.directory, mountPoint: root + place.mountPoint }));
}

function limitedCpus(processors: number, places: readonly CgroupPlace[]): Found<number> {
	const quota = Math.min(...places.flatMap(ancestryOf).map(quotaOf));
	return quota < processors
		? { value: quota, fact: `a control group allows ${String(quota)} of the processors` }
		: { value: processors, fact: `${String(processors)} processors` };
}

function quotaOf(group: string): number {
	const [unifiedQuota = "", unifiedPeriod = ""] = readText(join(group, "cpu.max")).split(/\s+/);
	const quota = Number(unifiedQuota || readText(join(group, "cpu.cfs_quota_us")) || "-1");
	const period = Number(unifiedPeriod || readText(join(group, "cpu.cfs_period_us")));
	return quota > 0 && period > 0 ? quota / period : Infinity;
}

function limitedMemory(totalBytes: number, places: readonly CgroupPlace[]): Found<number> {
	const limitBytes = Math.min(...places.flatMap(ancestryOf).map(memoryLimitOf));
	const value = Math.floor(Math.min(limitBytes, totalBytes) / bytesPerMb);
	return { value, fact: limitBytes < totalBytes ? "the limit of a control group" : "the memory of this machine" };
}

function memoryLimitOf(group: string): number {
	const limit = readText(join(group, "memory.max")) || readText(join(group, "memory.limit_in_bytes"));
	const bytes = Number(limit);
	return limit !== "" && Number.isFinite(bytes) ? bytes : Infinity;
}

async function freeDisk(directory: string): Promise<Found<number>> {
	const { bavail, bsize } = await statfs(directory);
	return { value: Math.floor((bavail * bsize) / bytesPerMb), fact: `free in ${directory}` };
}

const bytesPerMb = 2 ** 20;

function readText(file: string): string {
	try {
		return readFileSync(file, "utf8").trim();
	} catch {
		return "";
	}
}
