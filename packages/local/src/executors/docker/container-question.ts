import type { Account } from "../../sandbox/run-as.ts";
import type { Job } from "@chronos-job/schemas";
import type { GpuGrant, GrantingEngine } from "../../gpus/grant-gpus.ts";
import type { AttemptSpec, Sandbox } from "../executor.ts";
import type { MemoryLack } from "./memory-lack.ts";

/** All that decides what an engine is asked to make for an attempt. */
export interface ContainerQuestion {
	readonly attempt: AttemptSpec;
	readonly container: NonNullable<Job["container"]>;
	readonly sandbox: Sandbox;
	readonly host: ContainerHost;
	readonly engine: Omit<EngineTraits, "name">;
	/** Where the image lets commands begin; empty where it does not say. */
	readonly imageWorkDirectory: string;
	/** How the attempt gets its GPUs; absent when it has none. */
	readonly grant?: GpuGrant | undefined;
	/** Whether there are GPUs that jobs without must not see. */
	readonly hidesGpus: boolean;
	/** Whether the command writes its logs itself, into files of this machine. */
	readonly writesLogs: boolean;
	/** Repeats upstream's defects (contract §11.2). */
	readonly faithful: boolean;
}

export interface ContainerHost {
	readonly hostName: string;
	/** Who the server runs as. */
	readonly user: Account;
	/** The text of /etc/passwd. */
	readonly passwd: string;
}

/** What matters of an engine. */
export interface EngineTraits extends GrantingEngine {
	/** Such as `Podman 4.3.1`. */
	readonly name: string;
	/** Whether its root is the user that it runs as. */
	readonly isRootless: boolean;
	/** Whether it sees the files of this machine. */
	readonly seesFiles: boolean;
	/** Why it does not keep containers within their memory. */
	readonly memoryLack?: MemoryLack | undefined;
}

/** Where Mesos mounts the sandbox. */
export const sandboxMount = "/mnt/mesos/sandbox";

/** Where a command that writes its logs itself finds them. */
export const logMounts = { stdout: "/mnt/mesos/stdout", stderr: "/mnt/mesos/stderr" } as const;
