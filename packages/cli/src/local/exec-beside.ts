import { ChronosError, localName, type LocalRun, type ReadClient, systemClock } from "@chronos-job/core";
import { execProcess, isOfApptainer, sandboxAt } from "@chronos-job/local";
import type { Job } from "@chronos-job/schemas";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { execInApptainer, type Foreground, execInside } from "./exec-inside.ts";
import { execTerminalOf } from "./exec-terminal.ts";
import { findContainer } from "./find-container.ts";
import { stateOf } from "./find-server.ts";

export interface Beside {
	readonly client: ReadClient;
	readonly job: Job;
}

/** Runs a program in the container, or in the folder and with the variables, of an attempt that runs; undefined when it was left alone. */
export async function execBeside(host: Host, beside: Beside, execution: Foreground): Promise<number | undefined> {
	const { client, job } = beside;
	if (client.target.name !== localName) {
		throw new ChronosError("target.unsupported", `${client.target.name} is a Chronos that lets nobody into its jobs`, {
			hint: "Run the same job file here, with `chronos-job run-local`.",
		});
	}
	const folder = await untilRunning(host, beside);
	try {
		return await begin(host, { job, folder }, execution);
	} catch (error) {
		if (error instanceof ChronosError) throw error;
		const program = JSON.stringify(execution.words[0]);
		const reason = systemCodeOf(error) === "ENOENT" ? "there is no such program" : messageOf(error);
		throw new ChronosError("job.cannot-run", `${program} cannot be run beside ${job.name}: ${reason}`, {
			cause: error,
		});
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

interface Running {
	readonly job: Job;
	readonly folder: string;
}

async function begin(host: Host, { job, folder }: Running, execution: Foreground): Promise<number | undefined> {
	if (job.container === undefined) {
		const terminal = execution.terminal && execTerminalOf(execution.terminal, host);
		const status = await execProcess(sandboxAt(folder), { ...execution, terminal }, systemClock);
		if (status !== undefined) return status;
		throw new ChronosError("job.not-running", `the variables of ${job.name} cannot be read, or it has just ended`);
	}
	if (isOfApptainer({ directory: folder })) {
		const status = await execInApptainer(host, sandboxAt(folder), execution);
		if (status !== undefined || execution.signal.aborted) return status;
		throw notRunning(job);
	}
	const container = await findContainer(host, job.name);
	if (container === undefined) throw notRunning(job);
	return execInside(host, container, execution);
}

/** The folder of the attempt; one that is being launched is waited for. */
async function untilRunning(host: Host, { client, job }: Beside): Promise<string> {
	const reader = await client.server.local({ signal: host.signal });
	for (let looks = 0; looks < mostLooks; looks += 1) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const runs = (await reader?.runs({ job: job.name, limit: 100 }, { signal: host.signal })) ?? [];
		const run = runs.find(({ phase }) => phase === "live");
		const attempt = run?.attempts.at(-1);
		if (attempt?.phase === "running") return `${stateOf(host, undefined).sandboxes}/${run?.id}-${attempt.number}`;
		if (!runs.some(isComing)) break;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await host.sleep(lookMs, host.signal);
	}
	throw notRunning(job);
}

const mostLooks = 50;
const lookMs = 100;

function isComing({ phase, attempts }: LocalRun): boolean {
	return phase === "queued" || (phase === "live" && attempts.at(-1)?.phase !== "ended");
}

function notRunning({ name }: Job): ChronosError {
	return new ChronosError("job.not-running", `${name} does not run now`, {
		hint: `Start it with \`chronos-job run ${name}\`.`,
	});
}
