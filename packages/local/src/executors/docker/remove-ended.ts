import { inLanes } from "../../sandbox/in-lanes.ts";
import { readContainerRecord } from "./container-record.ts";
import type { EngineClient } from "./engine-client.ts";
import type { ListedContainer } from "./engine-replies.ts";
import { nonceLabel, sandboxLabel } from "./plan-container.ts";

/** Removes the containers of which everything is known; all others may be needed yet, or are somebody else's. */
export async function removeEnded(client: EngineClient): Promise<void> {
	const all = await client.list([sandboxLabel]);
	await inLanes(all, lanes, async (container) => {
		const { Id: id } = container;
		if (id !== undefined && (await isSettled(container))) await client.remove(id);
	});
}

const lanes = 2;

async function isSettled({ Labels: labels = {} }: ListedContainer): Promise<boolean> {
	const record = await readContainerRecord(labels[sandboxLabel] ?? "").catch(() => undefined);
	return record?.phase === "ended" && record.nonce === labels[nonceLabel];
}
