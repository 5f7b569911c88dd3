import { inLanes } from "../../sandbox/in-lanes.ts";
import { readContainerRecord } from "./container-record.ts";
import { discardContainer, isUnstarted } from "./discard-container.ts";
import type { EngineClient } from "./engine-client.ts";
import type { ListedContainer } from "./engine-replies.ts";
import { nonceLabel, sandboxLabel } from "./plan-container.ts";

/** Removes containers of which everything is known or that nobody has started for long; others may be needed yet. */
export async function removeEnded(client: EngineClient, now: number): Promise<void> {
	const all = await client.list([sandboxLabel]);
	await inLanes(all, lanes, async (container) => {
		const { Id: id, Labels: labels = {} } = container;
		if (id === undefined) return;
		const directory = labels[sandboxLabel] ?? "";
		if (await isSettled(container)) await client.remove(id);
		else if (isForsaken(container, now)) await discardContainer({ client, id, directory, nonce: labels[nonceLabel] });
	});
}

const lanes = 2;

/** Made for a server that was killed; whoever may want it all the same can make another one. */
function isForsaken({ State: state, Created: createdSeconds = Infinity }: ListedContainer, now: number): boolean {
	return isUnstarted(state) && now - createdSeconds * 1000 > forsakenMs;
}

const forsakenMs = 600_000;

/** Whether all of it is known: its logs are here, and how it ended. */
export async function isSettled({ Labels: labels = {} }: ListedContainer): Promise<boolean> {
	const record = await readContainerRecord(labels[sandboxLabel] ?? "").catch(() => undefined);
	return record?.phase === "ended" && record.nonce === labels[nonceLabel];
}
