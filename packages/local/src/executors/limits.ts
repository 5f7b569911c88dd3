/** What an attempt was admitted with. */
export interface LimitedNeeds {
	readonly cpus: number;
	/** Without a limit when 0. */
	readonly memMb: number;
}

/** How this machine holds attempts to what they were admitted with. */
export interface Limits {
	readonly kind: "cgroup2" | "cgroup1" | "rlimit" | "none";
	readonly enforces: {
		/** A share of the processors when others want them too. */
		readonly cpus: boolean;
		readonly mem: "attempt" | "process" | "no";
		/** Whether what leaves the session of an attempt still ends with it, at once. */
		readonly daemons: boolean;
	};
	/** Why it is this kind and no better one. */
	readonly reason: string;
	/** The control groups in which attempts get groups of their own. */
	readonly bases?: GroupBases;
}

export interface GroupBases {
	readonly memory: string;
	/** The same one in version 2. */
	readonly cpu?: string;
}

export interface GroupValue {
	readonly controller: keyof GroupBases;
	readonly file: string;
	readonly value: string;
}

/** What is written into the control group of an attempt. */
export function groupValuesOf({ kind, bases }: Limits, { cpus, memMb }: LimitedNeeds): readonly GroupValue[] {
	const values = kind === "cgroup2" ? unifiedValues : legacyValues;
	return values
		.filter(({ controller }) => bases?.[controller] !== undefined)
		.filter(({ controller }) => controller === "cpu" || memMb > 0)
		.map(({ controller, file, valueOf }) => ({ controller, file, value: String(valueOf({ cpus, memMb })) }));
}

/** The address space of each process, in the unit of a shell's `ulimit`. */
export function addressSpaceKbOf({ memMb }: LimitedNeeds): number | undefined {
	return memMb > 0 ? Math.max(leastMemMb, Math.ceil(memMb)) * 1024 : undefined;
}

// Mesos gives no container less, because not even a shell would start.
const leastMemMb = 32;

interface ValueRow {
	readonly controller: keyof GroupBases;
	readonly file: string;
	readonly valueOf: (needs: LimitedNeeds) => number;
}

const unifiedValues: readonly ValueRow[] = [
	{ controller: "memory", file: "memory.max", valueOf: memoryBytes },
	// Half an attempt is of no use to anybody; Mesos ends the whole container as well.
	{ controller: "memory", file: "memory.oom.group", valueOf: () => 1 },
	// 100 is what one processor of a group without a weight counts.
	{ controller: "cpu", file: "cpu.weight", valueOf: ({ cpus }) => within(1, cpus * 100, 10_000) },
];

const legacyValues: readonly ValueRow[] = [
	{ controller: "memory", file: "memory.limit_in_bytes", valueOf: memoryBytes },
	{ controller: "cpu", file: "cpu.shares", valueOf: ({ cpus }) => within(2, cpus * 1024, 262_144) },
];

function memoryBytes({ memMb }: LimitedNeeds): number {
	return Math.ceil(Math.max(leastMemMb, memMb) * 2 ** 20);
}

function within(least: number, value: number, most: number): number {
	return Math.min(Math.max(least, Math.round(value)), most);
}
