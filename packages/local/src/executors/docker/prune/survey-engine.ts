import type { Clock } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { inLanes } from "../../../sandbox/in-lanes.ts";
import type { EngineClient } from "../engine-client.ts";
import type { ListedContainer, ListedImage } from "../engine-replies.ts";
import { jobLabel, sandboxLabel } from "../plan-container.ts";
import { isSettled } from "../remove-ended.ts";
import { withDeadline } from "../with-deadline.ts";
import { listImages, listVolumes, measureContainer, measureVolumes, readHistory } from "./engine-storage.ts";
import type { PulledImage } from "./image-ledger.ts";
import { type ImageLayers, layersOf } from "./layer-sizes.ts";
import { ownerLabel } from "./make-volumes.ts";
import { namedVolumes } from "./named-volumes.ts";
import type { JobClaim, PruneSurvey, SurveyedContainer, SurveyedImage, SurveyedVolume } from "./plan-prune.ts";

export interface SurveyOptions {
	/** Attempts of the server have their directories in here. */
	readonly root: string;
	/** Whose volumes are looked for. */
	readonly owner: string;
	/** What was pulled for its jobs by this engine. */
	readonly pulled: readonly PulledImage[];
	readonly jobs: readonly Job[];
	readonly clock: Clock;
}

/** Asks an engine for all that decides what may be removed; rejects when it does not answer everything. */
export async function surveyEngine(client: EngineClient, options: SurveyOptions): Promise<PruneSurvey> {
	const { pulled, owner, jobs } = options;
	const [images, containers, volumes, claims] = await Promise.all([
		surveyImages(client, pulled),
		surveyContainers(client, options),
		surveyVolumes(client, owner, options.clock),
		surveyJobs(client, jobs),
	]);
	return { images, containers, volumes, claims, pulled };
}

/** Which layers the others have matters only where something of ours is there. */
async function surveyImages(client: EngineClient, pulled: readonly PulledImage[]): Promise<readonly SurveyedImage[]> {
	const listed = await listImages(client, { all: false });
	const ownIds = new Set(pulled.map(({ id }) => id));
	if (!listed.some(({ Id: id = "" }) => ownIds.has(id))) return [];
	const surveyed: SurveyedImage[] = [];
	await inLanes(listed, lanes, async (image) => {
		const { Id: id = "", RepoTags: tags } = image;
		const layers = await readLayers(client, image, ownIds.has(id));
		surveyed.push({ id, tags: (tags ?? []).filter((tag) => !tag.startsWith("<none>")), layers });
	});
	return surveyed;
}

const lanes = 4;

async function readLayers(
	client: EngineClient,
	{ Id: id = "", Size: bytes = 0 }: ListedImage,
	isOwn: boolean,
): Promise<ImageLayers> {
	const [image, history] = await Promise.all([
		client.findImage(id),
		isOwn ? readHistory(client, id).catch(() => []) : [],
	]);
	return layersOf({ id, bytes, digests: image?.RootFS?.Layers ?? [], history });
}

async function surveyContainers(client: EngineClient, { root }: SurveyOptions): Promise<readonly SurveyedContainer[]> {
	const surveyed: SurveyedContainer[] = [];
	await inLanes(await client.list([]), lanes, async (container) => {
		const { Id: id = "", ImageID: imageId = "", Labels: labels } = container;
		const isOwn = labels?.[sandboxLabel]?.startsWith(`${root}/`) ?? false;
		const isGoing = isOwn && (await isSettled(container));
		surveyed.push({
			id,
			name: nameOf(container),
			job: labels?.[jobLabel],
			imageId: withAlgorithm(imageId),
			volumes: volumesOf(container),
			bytes: isGoing ? await measureContainer(client, id).catch(() => undefined) : undefined,
			isSettled: isGoing,
		});
	});
	return surveyed;
}

function nameOf({ Id: id = "", Names: names }: ListedContainer): string {
	return names?.[0]?.replace(/^\//, "") ?? id.slice(0, 12);
}

function volumesOf({ Mounts: mounts }: ListedContainer): readonly string[] {
	return (mounts ?? []).flatMap(({ Type: type, Name: name = "" }) => (type === "volume" ? [name] : []));
}

/** Some engines leave it out in some answers. */
function withAlgorithm(id: string): string {
	return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
}

async function surveyVolumes(client: EngineClient, owner: string, clock: Clock): Promise<readonly SurveyedVolume[]> {
	const label = `${ownerLabel}=${owner}`;
	const found = (await listVolumes(client, label)).filter(({ Labels: labels }) => labels?.[ownerLabel] === owner);
	if (found.length === 0) return [];
	const sizes = await withDeadline(clock, measureMs, (signal) => measureVolumes(client, signal)).catch(() => undefined);
	return found.map(({ Name: name = "" }) => ({ name, bytes: sizes?.get(name) }));
}

// An engine that has much looks at each file of it.
const measureMs = 60_000;

async function surveyJobs(client: EngineClient, jobs: readonly Job[]): Promise<readonly JobClaim[]> {
	const names = new Set(jobs.flatMap(({ container }) => (container === undefined ? [] : [container.image])));
	const ids = new Map<string, string | undefined>();
	await inLanes(names, lanes, async (name) => ids.set(name, (await client.findImage(name))?.Id));
	return jobs.flatMap(({ name, disabled, container }) => {
		if (container === undefined) return [];
		const volumes = namedVolumes(container).map((volume) => volume.Name);
		return [{ job: name, isDisabled: disabled, imageId: ids.get(container.image), volumes }];
	});
}
