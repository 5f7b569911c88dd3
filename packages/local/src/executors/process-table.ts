import { readdir, readFile } from "node:fs/promises";
import type { Claim } from "./attempt-record.ts";
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
export async function isAlive(claim: Claim, processes: Processes, bootId: string): Promise<boolean> {
	if (claim.bootId !== bootId || !processes.signal(claim.pid, 0)) return false;
	const commandLine = await readText(`/proc/${String(claim.pid)}/cmdline`);
	// Without /proc the pid has to do; a zombie has no command line left.
	if (commandLine === undefined) return bootId === "" && processes.signal(claim.pid, 0);
	return hasWord(commandLine, claim.nonce);
}

/** Everything an attempt started that is still there: its session, and what left it but kept the mark of the sandbox. */
export async function processesOf(supervisor: Supervisor, workDirectory: string): Promise<readonly Member[]> {
	const names = await readdir("/proc").catch(() => []);
	const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
	// The number of a session is somebody else's once its leader and all members are gone.
	const session = (await carriesNonce(supervisor.pid, supervisor.nonce)) ? supervisor.pid : undefined;
	const found = await Promise.all(pids.map((pid) => findMember(pid, { ...supervisor, session, workDirectory })));
	return found.filter((member) => member !== undefined);
}

export type Supervisor = Pick<Claim, "nonce" | "pid">;

interface Wanted {
	readonly nonce: string;
	readonly session: number | undefined;
	readonly workDirectory: string;
}

async function findMember(pid: number, { nonce, session, workDirectory }: Wanted): Promise<Member | undefined> {
	const folder = `/proc/${String(pid)}`;
	const stat = await readText(`${folder}/stat`);
	if (stat === undefined) return undefined;
	const place = parseStat(stat);
	if (place.session !== session && !(await isMarked(folder, workDirectory))) return undefined;
	const commandLine = (await readText(`${folder}/cmdline`)) ?? "";
	// The supervisor stays, to write down how the command ended; what has no command line is dead already.
	return commandLine === "" || hasWord(commandLine, nonce) ? undefined : { pid, group: place.group };
}

async function carriesNonce(pid: number, nonce: string): Promise<boolean> {
	return hasWord((await readText(`/proc/${String(pid)}/cmdline`)) ?? "", nonce);
}

function hasWord(commandLine: string, word: string): boolean {
	return commandLine.split("\0").includes(word);
}

async function isMarked(folder: string, workDirectory: string): Promise<boolean> {
	const environment = (await readText(`${folder}/environ`)) ?? "";
	return environment.split("\0").includes(`MESOS_SANDBOX=${workDirectory}`);
}

/** The fields after the name, which may contain spaces and brackets itself. */
function parseStat(stat: string): { readonly group: number; readonly session: number } {
	const [, , group, session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return { group: Number(group), session: Number(session) };
}

async function readText(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, "utf8");
	} catch {
		return undefined;
	}
}
