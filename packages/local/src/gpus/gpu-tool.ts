import type { Processes } from "../executors/processes.ts";
import type { Gpu } from "./gpu.ts";

/** One way of finding GPUs out. */
export interface GpuTool {
	readonly name: string;
	/** Whose GPUs it knows better than whoever comes later. */
	readonly vendor?: Gpu["vendor"];
	find(question: GpuQuestion): Promise<GpuAnswer>;
	/** How much of which GPU is used, by its id; without it nobody knows. */
	measure?(question: GpuQuestion): Promise<ReadonlyMap<string, GpuReading>>;
}

export interface GpuQuestion {
	readonly processes: Pick<Processes, "run">;
	readonly path: string;
	/** Where the specifications of devices for containers are. */
	readonly cdiFolders: readonly string[];
	/** Ends what takes too long. */
	readonly signal: AbortSignal;
}

export type GpuAnswer =
	| { readonly kind: "found"; readonly gpus: readonly Gpu[]; readonly fact: string }
	/** Nothing of the kind is on this machine. */
	| { readonly kind: "absent" };

export interface GpuReading {
	/** Of the time, in the last moment. */
	readonly utilPercent?: number | undefined;
	readonly memMb?: number | undefined;
}

/** What a program says; undefined when there is none. */
export async function ask(
	argv: readonly string[],
	{ processes, path, signal }: GpuQuestion,
): Promise<{ readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string } | undefined> {
	try {
		return await processes.run(argv, { cwd: "/", env: { PATH: path }, signal });
	} catch (error) {
		if (signal.aborted) throw error;
		return undefined;
	}
}
