import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ancestryOf, type CgroupPlace, parseCgroupPlaces } from "./cgroup-places.ts";
import { createLimitGroup, groupPrefix, membersOf } from "./limit-group.ts";
import type { GroupBases, Limits } from "./limits.ts";
import type { Processes } from "./processes.ts";

/** `rlimit` is asked for by name only: an address space limit ends programs that merely reserve memory. */
export type LimitsMode = "auto" | "rlimit" | "off";

export interface ProbeLimitsOptions {
	readonly mode: LimitsMode;
	readonly processes: Processes;
	/** Who asks, and may be moved into a group beside those of the attempts. */
	readonly serverPid: number;
	readonly now: number;
	/** Where /proc and the control groups are looked for; a test has its own tree. */
	readonly root?: string;
}

/** Finds out how attempts can be limited here by limiting a trial process; takes away groups that nobody is in any more. */
export async function probeLimits(options: ProbeLimitsOptions): Promise<Limits> {
	if (options.mode === "off") return none("limits are switched off");
	if (options.mode === "rlimit") return rlimit;
	const places = readPlaces(options);
	const attempts = [() => probeUnified(places, options), () => probeLegacy(places, options)];
	const reasons: string[] = [];
	for (const attempt of attempts) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- the second is wanted only if the first is not to be had
		const found = await attempt();
		if (typeof found !== "string") return swept(found, options.now);
		reasons.push(found);
	}
	return none(reasons.filter((reason) => reason !== "").join("; ") || "this system has no control groups");
}

const rlimit: Limits = {
	kind: "rlimit",
	enforces: { cpus: false, mem: "process", daemons: false },
	reason: "asked for: the address space of every process is limited",
};

function none(reason: string): Limits {
	return { kind: "none", enforces: { cpus: false, mem: "no", daemons: false }, reason };
}

function readPlaces({ root = "", serverPid }: ProbeLimitsOptions): readonly CgroupPlace[] {
	const folder = `${root}/proc/${String(serverPid)}`;
	const places = parseCgroupPlaces(readText(`${folder}/cgroup`), readText(`${folder}/mountinfo`));
	return places.map((place) => ({
		...place,
		directory: root + place.directory,
		mountPoint: root + place.mountPoint,
	}));
}

/** The limits, or why there are none. */
type Found = Limits | string;

async function probeUnified(places: readonly CgroupPlace[], options: ProbeLimitsOptions): Promise<Found> {
	const own = places.find(({ version }) => version === 2);
	if (own === undefined) return "";
	if (!wordsOf(own.directory, "cgroup.controllers").includes("memory")) return "";
	let reason = "";
	for (const directory of climb(own)) {
		const problem = handsDown(directory) ? undefined : takeOver(directory, own, options);
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first that fits is taken
		const refusal = problem ?? (await tryOut(unified(directory), options));
		if (refusal === undefined) return unified(directory);
		reason ||= refusal;
	}
	return reason;
}

/** The own group and those above it, up to one whose limits an attempt must not get away from. */
function climb(place: CgroupPlace): readonly string[] {
	const groups = ancestryOf(place);
	const limited = groups.findIndex(isLimited);
	return limited < 0 ? groups : groups.slice(0, limited + 1);
}

function isLimited(directory: string): boolean {
	return limitFiles.some((file) => !["", "max"].includes(wordsOf(directory, file)[0] ?? ""));
}

const limitFiles = ["memory.max", "memory.high", "cpu.max"];

/** Whether the groups in a group can be limited. */
function handsDown(directory: string): boolean {
	return wordsOf(directory, "cgroup.subtree_control").includes("memory");
}

/** Lets the own group hand down its controllers, for which it must have no processes itself; answers why it does not. */
function takeOver(directory: string, own: CgroupPlace, { serverPid }: ProbeLimitsOptions): string | undefined {
	if (directory !== own.directory) return `the control group ${directory} limits no memory of groups in it`;
	try {
		const isAlone = membersOf(directory).every((pid) => pid === serverPid);
		if (!isAlone) return `other processes are in the server's control group ${directory}`;
		const leaf = join(directory, `${groupPrefix}server`);
		mkdirSync(leaf, { recursive: true });
		writeFileSync(join(leaf, "cgroup.procs"), String(serverPid));
		writeFileSync(join(directory, "cgroup.subtree_control"), "+memory");
	} catch (error) {
		return unwritable(directory, error);
	}
	try {
		writeFileSync(join(directory, "cgroup.subtree_control"), "+cpu");
	} catch {
		// Shares of the processors are not handed down to every user.
	}
	return undefined;
}

function unified(directory: string): Limits & { readonly bases: GroupBases } {
	const cpus = wordsOf(directory, "cgroup.subtree_control").includes("cpu");
	return {
		kind: "cgroup2",
		enforces: { cpus, mem: "attempt", daemons: true },
		reason: `attempts get control groups in ${directory}`,
		bases: { memory: directory, ...(cpus ? { cpu: directory } : {}) },
	};
}

async function probeLegacy(places: readonly CgroupPlace[], options: ProbeLimitsOptions): Promise<Found> {
	const memory = placeOf(places, "memory");
	if (memory === undefined) return "";
	const cpu = placeOf(places, "cpu");
	const both = legacy({ memory, ...(cpu === undefined ? {} : { cpu }) });
	const refusal = await tryOut(both, options);
	if (refusal === undefined) return both;
	if (cpu === undefined) return refusal;
	const alone = legacy({ memory });
	return (await tryOut(alone, options)) === undefined ? alone : refusal;
}

function placeOf(places: readonly CgroupPlace[], controller: string): string | undefined {
	return places.find(({ version, controllers }) => version === 1 && controllers.includes(controller))?.directory;
}

function legacy(bases: GroupBases): Limits & { readonly bases: GroupBases } {
	return {
		kind: "cgroup1",
		enforces: { cpus: bases.cpu !== undefined, mem: "attempt", daemons: true },
		reason: `attempts get control groups in ${Object.values(bases).join(" and ")}`,
		bases,
	};
}

/** Lets a process enter a group like those of attempts; answers why it could not. */
async function tryOut(
	limits: Limits & { readonly bases: GroupBases },
	options: ProbeLimitsOptions,
): Promise<string | undefined> {
	const name = `probe-${String(options.serverPid)}`;
	try {
		const group = createLimitGroup(limits, name, { cpus: 1, memMb: 64 });
		const directories = [group?.memory ?? "", ...(group?.cpu === undefined ? [] : [group.cpu])];
		const script =
			'for group; do file=$group/tasks; [ -e "$file" ] || file=$group/cgroup.procs; echo 0 >"$file" || exit; done';
		const argv = ["/bin/sh", "-c", script, "sh", ...directories];
		const { exitCode, stderr } = await options.processes.run(argv, { cwd: "/", env: {} });
		return exitCode === 0 ? undefined : unwritable(limits.bases.memory, stderr.trim());
	} catch (error) {
		return unwritable(limits.bases.memory, error);
	} finally {
		for (const base of Object.values(limits.bases)) removeEmpty(join(base, groupPrefix + name));
	}
}

function unwritable(directory: string, error: unknown): string {
	return `the control group ${directory} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
}

/** What a killed server could not take away. */
function swept(limits: Limits, now: number): Limits {
	for (const base of new Set(Object.values(limits.bases ?? {}))) {
		const left = readdirSync(base).filter((name) => name.startsWith(groupPrefix) && name !== `${groupPrefix}server`);
		// A young one may be about to be entered.
		for (const name of left) if (now - changedAt(join(base, name)) > youngMs) removeEmpty(join(base, name));
	}
	return limits;
}

const youngMs = 60_000;

function changedAt(directory: string): number {
	return statSync(directory, { throwIfNoEntry: false })?.ctimeMs ?? Infinity;
}

function removeEmpty(directory: string): void {
	try {
		rmdirSync(directory);
	} catch {
		// Somebody is in it, or it is gone.
	}
}

function wordsOf(directory: string, file: string): readonly string[] {
	return readText(join(directory, file)).trim().split(/\s+/);
}

function readText(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}
