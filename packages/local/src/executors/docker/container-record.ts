import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Exit } from "../executor.ts";

/** What the sandbox of an attempt says about its container: it is written before the engine is told anything. */
export interface ContainerRecord {
	readonly nonce: string;
	/** The engine that was asked, as DOCKER_HOST would say it. */
	readonly engine: string;
	/** Whether the command writes its logs itself. */
	readonly writesLogs: boolean;
	/** Before `starting` nothing can have run; after `ended` the container is needed no longer. */
	readonly phase: "creating" | "starting" | "ended";
	readonly exit?: Exit;
}

/** Undefined when no container was ever asked for; rejects when that cannot be read now. */
export async function readContainerRecord(directory: string): Promise<ContainerRecord | undefined> {
	try {
		return JSON.parse(await readFile(recordPath(directory), "utf8"));
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : "";
		if (code === "ENOENT" || code === "ENOTDIR") return undefined;
		throw error;
	}
}

/** A machine that loses its power finds the old record or the new one. */
export async function writeContainerRecord(directory: string, record: ContainerRecord): Promise<void> {
	const file = recordPath(directory);
	const part = `${file}.part`;
	await using handle = await open(part, "w", 0o600);
	await handle.writeFile(JSON.stringify(record));
	await handle.sync();
	await rename(part, file);
}

function recordPath(directory: string): string {
	return join(directory, ".container");
}
