import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@chronos-job/core";
import { groupValuesOf, type LimitedNeeds, type Limits } from "./limits.ts";
import { lookUntilSeen } from "./look-until-seen.ts";

/** The control group of one attempt. */
export interface LimitGroup {
	/** The directory that also says who is in it. */
	readonly memory: string;
	/** Where version 1 has another hierarchy for the processors. */
	readonly cpu: string | undefined;
	/** Tells whether the kernel ended something for want of memory. */
	readonly eventsFile: string;
}

/** Makes the group that an attempt will enter, if this machine has groups; throws when it cannot be made. */
export function createLimitGroup(limits: Limits, nonce: string, needs: LimitedNeeds): LimitGroup | undefined {
	const { bases, kind } = limits;
	if (bases === undefined) return undefined;
	const directories = { memory: placeIn(bases.memory, nonce), cpu: placeIn(bases.cpu ?? bases.memory, nonce) };
	for (const directory of new Set(Object.values(directories))) mkdirSync(directory, { recursive: true });
	for (const { controller, file, value } of groupValuesOf(limits, needs)) {
		writeFileSync(join(directories[controller], file), value);
	}
	return {
		memory: directories.memory,
		cpu: directories.cpu === directories.memory ? undefined : directories.cpu,
		eventsFile: join(directories.memory, kind === "cgroup2" ? "memory.events" : "memory.oom_control"),
	};
}

/** The processes in a group that can be named from here; none when it is gone. */
export function membersOf(directory: string): readonly number[] {
	try {
		const lines = readFileSync(join(directory, "cgroup.procs"), "utf8").split("\n");
		return lines.map(Number).filter((pid) => pid > 0);
	} catch (error) {
		if (isGone(error)) return [];
		throw error;
	}
}

/** Ends everything in a group at once where the kernel can do that. */
export function killGroup(directory: string): void {
	const file = join(directory, "cgroup.kill");
	try {
		if (existsSync(file)) writeFileSync(file, "1");
	} catch {
		// The group is gone; and its members are killed one by one as well.
	}
}

/** Takes a group away as soon as its last process is. */
export async function removeGroup(directories: readonly string[], clock: Clock): Promise<void> {
	const look = () => directories.map(isRemoved).every(Boolean) || undefined;
	await lookUntilSeen(look, { clock, looks: 50, everyMs: 20 });
}

function isRemoved(directory: string): boolean {
	try {
		rmdirSync(directory);
		return true;
	} catch (error) {
		return isGone(error);
	}
}

/** The name by which a later server knows what an earlier one left. */
export const groupPrefix = "chronos-job-";

function placeIn(base: string, nonce: string): string {
	return join(base, groupPrefix + nonce);
}

function isGone(error: unknown): boolean {
	return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENODEV");
}
