import { readContainerRecord, writeContainerRecord } from "./container-record.ts";
import type { EngineClient } from "./engine-client.ts";
import { EngineError } from "./engine-error.ts";

export interface Discarding {
	readonly client: Pick<EngineClient, "tell" | "findContainer">;
	readonly id: string;
	/** Of its sandbox. */
	readonly directory: string;
	readonly nonce: string | undefined;
}

/** Removes a container that was never started, so that no call can start it any more; answers whether it did not run. */
export async function discardContainer(discarding: Discarding): Promise<boolean> {
	const { client, id } = discarding;
	try {
		// Without force an engine refuses to remove one that runs.
		await client.tell({ method: "DELETE", path: `/containers/${id}?v=true` });
	} catch (error) {
		if (!(error instanceof EngineError) || error.isUnanswered) throw error;
		const found = await client.findContainer(id);
		if (found !== undefined && isUnstarted(found.State?.Status)) throw error;
		if (found !== undefined) return false;
	}
	await noteUnstarted(discarding);
	return true;
}

async function noteUnstarted({ directory, nonce }: Discarding): Promise<void> {
	// Its sandbox may be gone as well.
	const record = await readContainerRecord(directory);
	if (record?.nonce !== nonce || record?.phase !== "starting") return;
	await writeContainerRecord(directory, { ...record, phase: "creating" });
}

/** Whether nothing of it can have run. */
export function isUnstarted(status: string | undefined): boolean {
	return unstarted.has(status ?? "");
}

const unstarted: ReadonlySet<string> = new Set(["created", "configured", "initialized"]);
