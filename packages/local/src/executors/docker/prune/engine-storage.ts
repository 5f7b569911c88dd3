import type { EngineClient } from "../engine-client.ts";
import { unlessMissing } from "../engine-error.ts";
import type {
	ContainerReply,
	DiskUseReply,
	HistoryReply,
	ListedImage,
	VolumeReply,
	VolumesReply,
} from "../engine-replies.ts";

export interface WhichImages {
	/** Also those without a name that others stand on. */
	readonly all: boolean;
	readonly signal?: AbortSignal;
}

export function listImages(client: EngineClient, { all, signal }: WhichImages): Promise<readonly ListedImage[]> {
	return client.ask<readonly ListedImage[]>({ method: "GET", path: `/images/json?all=${all}`, signal });
}

/** What a container has written besides its image; an engine looks at every file for it. */
export async function measureContainer(client: EngineClient, id: string): Promise<number | undefined> {
	const path = `/containers/${id}/json?size=true`;
	return (await client.ask<ContainerReply>({ method: "GET", path })).SizeRw;
}

/** How the layers of an image were made, the latest first. */
export function readHistory(client: EngineClient, id: string): Promise<readonly HistoryReply[]> {
	return client.ask<readonly HistoryReply[]>({ method: "GET", path: `/images/${id}/history` });
}

/** Takes a name away, and the image with the last of them; one that is gone is no failure. */
export async function removeImage(client: EngineClient, nameOrId: string): Promise<void> {
	const path = `/images/${nameOrId.split("/").map(encodeURIComponent).join("/")}`;
	await unlessMissing(client.tell({ method: "DELETE", path }));
}

export function findVolume(client: EngineClient, name: string): Promise<VolumeReply | undefined> {
	const path = `/volumes/${encodeURIComponent(name)}`;
	return unlessMissing(client.ask<VolumeReply>({ method: "GET", path }));
}

export async function createVolume(client: EngineClient, body: object): Promise<void> {
	await client.tell({ method: "POST", path: "/volumes/create", body });
}

/** Those with a label of this value. */
export async function listVolumes(client: EngineClient, label: string): Promise<readonly VolumeReply[]> {
	const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
	const { Volumes } = await client.ask<VolumesReply>({ method: "GET", path: `/volumes?filters=${filters}` });
	return Volumes ?? [];
}

export async function removeVolume(client: EngineClient, name: string): Promise<void> {
	await unlessMissing(client.tell({ method: "DELETE", path: `/volumes/${encodeURIComponent(name)}` }));
}

/** What volumes hold, by their names; an engine looks at every file for it. */
export async function measureVolumes(client: EngineClient, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
	const { Volumes } = await client.ask<DiskUseReply>({ method: "GET", path: "/system/df", signal });
	return new Map(
		(Volumes ?? []).flatMap(({ Name: name, UsageData }): readonly (readonly [string, number])[] => {
			const size = UsageData?.Size ?? -1;
			return name === undefined || size < 0 ? [] : [[name, size]];
		}),
	);
}
