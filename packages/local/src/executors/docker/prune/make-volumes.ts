import type { Job } from "@chronos-job/schemas";
import type { EngineClient } from "../engine-client.ts";
import { createVolume, findVolume } from "./engine-storage.ts";
import { type NamedVolume, namedVolumes } from "./named-volumes.ts";

/** On the volumes that were made for jobs: the ledger of the server that made them. */
export const ownerLabel = "chronos-job.owner";

/** Makes the volumes that a container names and the engine lacks, so that they say whose they are. Never rejects. */
export async function makeVolumes(
	client: EngineClient,
	container: NonNullable<Job["container"]>,
	owner: string,
): Promise<void> {
	await Promise.all(namedVolumes(container).map((volume) => make(client, volume, owner).catch(() => undefined)));
}

/** What goes wrong here goes wrong again when the container is made, and is told then. */
async function make(client: EngineClient, volume: NamedVolume, owner: string): Promise<void> {
	if ((await findVolume(client, volume.Name)) !== undefined) return;
	await createVolume(client, { ...volume, Labels: { [ownerLabel]: owner } });
}
