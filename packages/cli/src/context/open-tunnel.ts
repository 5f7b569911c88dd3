import { ChronosError, type Target, type Transport } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import { withLock } from "../files/with-lock.ts";
import type { Host } from "../host.ts";
import { findTunnelFolder } from "./find-tunnel-folder.ts";
import { tunnelTransport } from "./tunnel-transport.ts";
import { startWords, type TunnelPlan, tunnelPlan } from "./tunnel-plan.ts";

/** The way to a server through an SSH destination: a connection that goes on when the program ends, and is used again. */
export async function openTunnel(host: Host, target: Target, via: string): Promise<Transport> {
	const plan = tunnelPlan({ urls: target.urls, via, folder: findTunnelFolder(host), ssh: sshOf(host) });
	const inner = await host.openTransport({
		...target,
		urls: [...plan.sockets.values()].map((path) => `unix://${path}`),
	});
	return tunnelTransport(inner, plan, [() => ensureTunnel(host, plan), () => renewTunnel(host, plan)]);
}

/** Another program, or options for it, for those who need some. */
function sshOf({ env }: Pick<Host, "env">): readonly string[] {
	return (env["CHRONOS_SSH"] ?? "ssh").split(" ").filter((word) => word !== "");
}

function ensureTunnel(host: Host, plan: TunnelPlan): Promise<void> {
	return alone(host, plan, () => startUnlessAlive(host, plan));
}

/** One that lives and leads nowhere is ended first, unless somebody else has just done so. */
function renewTunnel(host: Host, plan: TunnelPlan): Promise<void> {
	return alone(host, plan, (hasWaited) => (hasWaited ? startUnlessAlive(host, plan) : restartTunnel(host, plan)));
}

/** Two that start one tunnel would take each other's sockets away. */
function alone(host: Host, plan: TunnelPlan, act: (hasWaited: boolean) => Promise<void>): Promise<void> {
	const path = `${plan.controlSocket}.lock`;
	return withLock(host, { path, patienceMs, explain: (pid) => heldBy(pid, { path, via: plan.via }) }, act);
}

/** Somebody may have to find and type a password. */
const patienceMs = 60_000;

function heldBy(pid: number, { path, via }: { readonly path: string; readonly via: string }): ChronosError {
	const message = `another program (process ${pid}) has been opening a tunnel through ${via} for a minute`;
	return new ChronosError("tunnel.failed", message, { hint: `End it, or remove ${path} if it is none of ours.` });
}

async function startUnlessAlive(host: Host, plan: TunnelPlan): Promise<void> {
	if (!(await isAlive(host, plan))) await startTunnel(host, plan);
}

async function restartTunnel(host: Host, plan: TunnelPlan): Promise<void> {
	await run(host, [...plan.control, "-O", "exit", "--", plan.via]);
	for (let looks = 0; looks < mostLooks && (await isAlive(host, plan)); looks += 1) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await host.sleep(pollMs, host.signal);
	}
	await startTunnel(host, plan);
}

const pollMs = 50;
const mostLooks = 40;

async function isAlive(host: Host, plan: TunnelPlan): Promise<boolean> {
	const { exitCode } = await run(host, [...plan.control, "-O", "check", "--", plan.via]);
	return exitCode === 0;
}

async function startTunnel(host: Host, plan: TunnelPlan): Promise<void> {
	for (const file of [plan.controlSocket, ...plan.sockets.values()]) host.files.rmSync(file, { force: true });
	const { exitCode, stderr } = await run(host, startWords(plan, host.screen.interactive));
	// Another machine with the same home may have opened it.
	if (exitCode === 0 || (await isAlive(host, plan))) return;
	const said = stderr.trim().split(/\r?\n/).at(-1) ?? "";
	throw new ChronosError(
		"tunnel.failed",
		`there is no tunnel through ${plan.via}: ${said || `ssh ended with ${exitCode}`}`,
		{
			hint: `Try \`${[...plan.ssh, plan.via].join(" ")}\` by hand.`,
		},
	);
}

async function run(host: Host, words: readonly string[]): ReturnType<Host["runProgram"]> {
	try {
		return await host.runProgram(words);
	} catch (error) {
		throw new ChronosError(
			"tunnel.failed",
			`${words[0] ?? ""} cannot be run (${systemCodeOf(error) ?? String(error)})`,
			{
				hint: "Install OpenSSH, or name another program with CHRONOS_SSH.",
				cause: error,
			},
		);
	}
}
