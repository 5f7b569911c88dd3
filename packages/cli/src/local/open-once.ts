import { ChronosError, systemClock } from "@chronos-job/core";
import {
	type AttemptSpec,
	endContainers,
	type Executor,
	removeDirectory,
	type Sandbox,
	sandboxAt,
} from "@chronos-job/local";
import { formatTaskId, type Job } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { stateOf } from "./find-server.ts";
import { type Machine, readMachine } from "./read-machine.ts";
import type { ServerOptions } from "./server-options.ts";

export interface OnceOptions extends Pick<ServerOptions, "limits" | "containers"> {
	readonly job: Job;
	/** What stands behind its command instead of its own arguments. */
	readonly args: string | undefined;
}

/** All that one attempt takes which no server knows of. */
export interface Once {
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
	readonly executor: Executor;
	/** Answers the folder that could not be removed. */
	remove(): Promise<string | undefined>;
}

/** Makes room for an attempt of a job outside of any server's state. */
export async function openOnce(host: Host, { job: asked, args, ...ways }: OnceOptions): Promise<Once> {
	const nonce = crypto.randomUUID().replaceAll("-", "");
	const folder = `${host.temporaryFolder}/chronos-job-${nonce}`;
	// Whoever the job runs as has to get through.
	host.files.mkdirSync(folder, { mode: 0o711 });
	try {
		const machine = await machineOf(host, folder, ways);
		const job = { ...asked, runAsUser: asked.runAsUser || machine.userName };
		const devices = await devicesOf(job, machine);
		const words = args ?? job.arguments.join(" ");
		const taskId = formatTaskId({ queuedAt: host.now(), attempt: 0, job: job.name, args: words });
		return {
			attempt: { taskId, job, nonce, devices },
			sandbox: sandboxAt(`${folder}/sandbox`),
			executor: job.container === undefined ? machine.executor : machine.containers,
			remove: () => remove(host, folder, asked),
		};
	} catch (error) {
		await remove(host, folder, asked);
		throw error;
	}
}

type Ways = Pick<OnceOptions, "limits" | "containers">;

async function machineOf(host: Host, folder: string, { limits, containers }: Ways): Promise<Machine> {
	const state = { ...stateOf(host, undefined), path: folder, cache: `${folder}/cache` };
	const room = { cpus: undefined, memMb: undefined, diskMb: undefined, gpus: undefined, maxContainers: undefined };
	const all = { ...room, maxLogMb: undefined };
	return readMachine(host, { state, options: { ...all, faithful: false, limits, containers }, signal: host.signal });
}

/** Nobody else is asked which are free: whoever runs a job by hand knows. */
async function devicesOf({ name, gpus = 0 }: Job, { complete }: Machine): Promise<readonly string[]> {
	if (gpus === 0) return [];
	const { gpus: all } = await complete;
	if (all.length >= gpus) return all.slice(0, gpus);
	throw new ChronosError("job.cannot-run", `${name} asks for ${gpus} GPUs, and this machine has ${all.length}`, {
		hint: "Give `--set gpus=0` to run it without.",
	});
}

async function remove({ env }: Host, folder: string, { container }: Job): Promise<string | undefined> {
	if (container !== undefined) await endContainers(folder, { environment: env, clock: systemClock });
	return removeDirectory(folder).then(
		() => undefined,
		() => folder,
	);
}
