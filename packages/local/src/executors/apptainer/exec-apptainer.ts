import { existsSync } from "node:fs";
import { readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { getuid } from "node:process";
import type { Clock } from "@chronos-job/core";
import { readClaim } from "../attempt-record.ts";
import { type Execution, parseEnvironment } from "../exec-process.ts";
import type { Sandbox } from "../executor.ts";
import { findProgram } from "../host-facts.ts";
import { lookUntilSeen } from "../look-until-seen.ts";
import { commandLineOf, parentOf, processesOf } from "../process-table.ts";
import { tellRun } from "../processes.ts";
import { apptainerMark } from "./apptainer-mounts.ts";

/** Whether an attempt was begun with Apptainer. */
export function isOfApptainer(sandbox: Pick<Sandbox, "directory">): boolean {
	return existsSync(apptainerMark(sandbox));
}

/** Runs a program in the container of an attempt that runs, with its variables and in its directory; undefined when it does not run, or was left alone. */
export async function execApptainer(
	sandbox: Sandbox,
	{ words, terminal, input, tell, signal }: Execution,
	clock: Clock,
): Promise<number | undefined> {
	const pid = await findInside(sandbox, clock);
	if (pid === undefined) return undefined;
	const nsenter = await findProgram("nsenter");
	if (nsenter === undefined) throw new Error("nsenter is missing, which is a part of util-linux");
	const argv = [nsenter, `--target=${String(pid)}`, ...(await wordsOfNamespaces(pid)), "--wd", "--", ...words];
	const ends = { cwd: "/", tell, signal, env: await environmentOf(pid) };
	if (terminal === undefined) return unlessAborted(tellRun(argv, { ...ends, input }), signal);
	return tellRun(argv, { ...ends, env: { TERM: terminal.type, ...ends.env }, hasTerminal: true });
}

/** What is asked to end is only who brought the program there; it goes on, and nobody waits for it. */
function unlessAborted(run: Promise<number>, signal: AbortSignal): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		run.then(resolve, reject);
		const leave = (): void => resolve(undefined);
		if (signal.aborted) leave();
		else signal.addEventListener("abort", leave, { once: true });
	});
}

/** The process of the job, which the first one of its container has started; one that is about to be is waited for. */
function findInside(sandbox: Sandbox, clock: Clock): Promise<number | undefined> {
	return lookUntilSeen(() => lookInside(sandbox), { clock, looks: 100, everyMs: 50 });
}

async function lookInside(sandbox: Sandbox): Promise<number | undefined> {
	const claim = readClaim(sandbox.directory);
	if (claim === undefined || claim === "torn") return undefined;
	const members = await processesOf(claim, sandbox.workDirectory);
	const all = await Promise.all(
		members.map(async ({ pid }) => ({ pid, name: (await commandLineOf(pid))[0], parent: await parentOf(pid) })),
	);
	const firsts = all.filter(({ name }) => name === "appinit" || name === "sinit").map(({ pid }) => pid);
	return all.find(({ parent }) => firsts.includes(parent))?.pid;
}

/** Those that are its own; who is in the same ones already may not enter them once more. */
async function wordsOfNamespaces(pid: number): Promise<readonly string[]> {
	const kinds = Object.entries(namespaces);
	const differs = await Promise.all(kinds.map(([kind]) => isOther(pid, kind)));
	const words = kinds.filter((_, index) => differs[index] === true).map(([, word]) => word);
	if (words.includes(namespaces.user)) return [...words, "--preserve-credentials"];
	if (getuid?.() === 0) return words;
	throw new Error("its Apptainer was installed with the rights of root, and nobody else gets into its containers");
}

const namespaces = { user: "--user", mnt: "--mount", pid: "--pid", ipc: "--ipc", uts: "--uts", net: "--net" } as const;

async function isOther(pid: number, kind: string): Promise<boolean> {
	const [own, its] = await Promise.all(
		["self", String(pid)].map((one) => readlink(`/proc/${one}/ns/${kind}`).catch(() => "")),
	);
	return its !== "" && own !== its;
}

async function environmentOf(pid: number): Promise<Readonly<Record<string, string>>> {
	return parseEnvironment(await readFile(join("/proc", String(pid), "environ"), "utf8"));
}
