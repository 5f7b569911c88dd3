import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import type { Claim } from "./attempt-record.ts";
import { membersOf } from "./limit-group.ts";
import { sandboxMount } from "./docker/container-question.ts";
import type { Processes } from "./processes.ts";

export interface Member {
	readonly pid: number;
	/** Its process group. */
	readonly group: number;
}

/** The id of this run of the kernel; empty where the kernel tells none. */
export async function readBootId(): Promise<string> {
	return (await readText("/proc/sys/kernel/random/boot_id"))?.trim() ?? "";
}

/** Whether the process of a claim is still there; the nonce in its command line tells it from a later one with its pid. */
export function isAlive(claim: Claim, processes: Processes, bootId: string): boolean {
	if (claim.bootId !== bootId || !processes.signal(claim.pid, 0)) return false;
	const commandLine = readTextNow(`/proc/${String(claim.pid)}/cmdline`);
	// Without /proc the pid has to do; a zombie has no command line left.
	if (commandLine === undefined) return bootId === "" && processes.signal(claim.pid, 0);
	return hasWord(commandLine, claim.nonce);
}

/** Everything an attempt started that is still there: its session, its control group, and what left both but kept the mark. */
export async function processesOf(supervisor: Supervisor, workDirectory: string): Promise<readonly Member[]> {
	// The number of a session is somebody else's once its leader and all members are gone.
	const session = (await carriesNonce(supervisor.pid, supervisor.nonce)) ? supervisor.pid : undefined;
	const inside = new Set(supervisor.groups.slice(0, 1).flatMap(membersOf));
	const wanted = { nonce: supervisor.nonce, session, inside, workDirectory };
	const found = await eachProcess((pid) => findMember(pid, wanted));
	return found.filter((member) => member !== undefined);
}

export type Supervisor = Pick<Claim, "nonce" | "pid" | "groups">;

/** Looks at all processes of this machine, a few at a time so that files do not run out. */
export async function eachProcess<T>(look: (pid: number) => Promise<T>): Promise<readonly T[]> {
	const names = await readdir("/proc").catch(ifMissing([]));
	const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
	const found: T[] = [];
	for (let start = 0; start < pids.length; start += mostAtOnce) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		found.push(...(await Promise.all(pids.slice(start, start + mostAtOnce).map(look))));
	}
	return found;
}

const mostAtOnce = 16;

/** The supervisor of an attempt and what belongs to it, whether or not it has claimed its sandbox. */
export async function carriersOf(nonce: string): Promise<readonly number[]> {
	const found = await eachProcess(async (pid) => ((await carriesNonce(pid, nonce)) ? pid : undefined));
	return found.filter((pid) => pid !== undefined);
}

/** The words of a process; empty for what has ended already. */
export async function commandLineOf(pid: number): Promise<readonly string[]> {
	return ((await readText(`/proc/${String(pid)}/cmdline`)) ?? "").split("\0").filter((word) => word !== "");
}

/** Of which it is a child; 0 of what has ended. */
export async function parentOf(pid: number): Promise<number> {
	const stat = await readText(`/proc/${String(pid)}/stat`);
	return stat === undefined ? 0 : parseStat(stat).parent;
}

/** The sandbox that a process was started for; undefined also for those of others. */
export async function findMark(pid: number): Promise<string | undefined> {
	const lines = ((await readText(`/proc/${String(pid)}/environ`)) ?? "").split("\0");
	const mark = valueIn(lines, "MESOS_SANDBOX");
	if (mark !== undefined) return mark === sandboxMount ? valueIn(lines, "MESOS_DIRECTORY") : mark;
	return markOfRuntime(lines);
}

function valueIn(lines: readonly string[], name: string): string | undefined {
	return lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** What sets up a container of Apptainer has no variables but its own, and those of the job are a list in one of them. */
function markOfRuntime(lines: readonly string[]): string | undefined {
	const texts = lines.filter((line) => /^ENGINE_CONFIG\d+=/.test(line)).map((line) => line.replace(/^[^=]*=/, ""));
	const [, path] = /"MESOS_DIRECTORY=((?:[^"\\]|\\.)*)"/.exec(texts.join("")) ?? [];
	return path === undefined ? undefined : String(JSON.parse(`"${path}"`));
}

interface Wanted {
	readonly nonce: string;
	readonly session: number | undefined;
	readonly inside: ReadonlySet<number>;
	readonly workDirectory: string;
}

async function findMember(pid: number, { nonce, session, inside, workDirectory }: Wanted): Promise<Member | undefined> {
	const stat = await readText(`/proc/${String(pid)}/stat`);
	if (stat === undefined) return undefined;
	const place = parseStat(stat);
	const isOurs = place.session === session || inside.has(pid) || (await findMark(pid)) === workDirectory;
	if (!isOurs) return undefined;
	const words = await commandLineOf(pid);
	// The supervisor stays, to write down how the command ended; what has no command line is dead already.
	return words.length === 0 || words.includes(nonce) ? undefined : { pid, group: place.group };
}

async function carriesNonce(pid: number, nonce: string): Promise<boolean> {
	return (await commandLineOf(pid)).includes(nonce);
}

function hasWord(commandLine: string, word: string): boolean {
	return commandLine.split("\0").includes(word);
}

/** The fields after the name, which may contain spaces and brackets itself. */
function parseStat(stat: string): { readonly parent: number; readonly group: number; readonly session: number } {
	const [, parent, group, session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return { parent: Number(parent), group: Number(group), session: Number(session) };
}

/** One of these takes longer to hand to another thread than to read. */
function readTextNow(file: string): string | undefined {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		return ifMissing(undefined)(error);
	}
}

async function readText(file: string): Promise<string | undefined> {
	return readFile(file, "utf8").catch(ifMissing(undefined));
}

/** What is gone or somebody else's is an answer; that files have run out is none. */
function ifMissing<T>(instead: T): (error: unknown) => T {
	return (error) => {
		if (error instanceof Error && "code" in error && absences.has(String(error.code))) return instead;
		throw error;
	};
}

const absences: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ESRCH", "EACCES", "EPERM", "EINVAL"]);
