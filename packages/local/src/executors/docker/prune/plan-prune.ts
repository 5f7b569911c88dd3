import type { PulledImage } from "./image-ledger.ts";
import { freedBytes, type ImageLayers } from "./layer-sizes.ts";

/** What there is to know about an engine before anything is removed from it. */
export interface PruneSurvey {
	readonly images: readonly SurveyedImage[];
	readonly containers: readonly SurveyedContainer[];
	/** Those that were made for jobs of this server. */
	readonly volumes: readonly SurveyedVolume[];
	/** What was pulled for jobs of this server. */
	readonly pulled: readonly PulledImage[];
	/** What the jobs say that there are. */
	readonly claims: readonly JobClaim[];
}

export interface SurveyedImage {
	readonly id: string;
	readonly tags: readonly string[];
	readonly layers: ImageLayers;
}

export interface SurveyedContainer {
	readonly id: string;
	readonly name: string;
	/** The job of an attempt. */
	readonly job: string | undefined;
	readonly imageId: string;
	/** The names of what it mounts. */
	readonly volumes: readonly string[];
	/** What it has written besides its image; absent where nobody has looked. */
	readonly bytes?: number | undefined;
	/** An attempt of this server that has ended, and all of it is known. */
	readonly isSettled: boolean;
}

export interface SurveyedVolume {
	readonly name: string;
	/** Absent where the engine does not say. */
	readonly bytes?: number | undefined;
}

export interface JobClaim {
	readonly job: string;
	readonly isDisabled: boolean;
	/** Absent where the engine has no such image. */
	readonly imageId?: string | undefined;
	readonly volumes: readonly string[];
}

export interface PruneWishes {
	/** Also images of jobs that will run again. */
	readonly all: boolean;
	/** Also volumes, with what is in them. */
	readonly volumes: boolean;
}

/** What would be removed, and what not, although it came with jobs. */
export interface PrunePlan {
	readonly containers: readonly Leaving[];
	readonly images: readonly LeavingImage[];
	readonly volumes: readonly Leaving[];
	readonly kept: readonly Kept[];
	/** What was pulled and is no longer there: somebody else has removed it. */
	readonly gone: readonly PulledImage[];
	/** Whether less may be freed than is said. */
	readonly isAtMost: boolean;
}

export interface Leaving {
	readonly id: string;
	/** As people know it. */
	readonly name: string;
	/** What is freed by it, after those before it; absent where nobody knows. */
	readonly bytes?: number | undefined;
}

export interface LeavingImage extends Leaving {
	/** What the engine calls it; nothing when a newer image has its names. */
	readonly tags: readonly string[];
}

export interface Kept {
	readonly kind: "image" | "volume";
	readonly name: string;
	readonly because: string;
}

export function planPrune(survey: PruneSurvey, wishes: PruneWishes): PrunePlan {
	const staying = survey.containers.filter(({ isSettled }) => !isSettled);
	const images = judgeImages({ ...survey, containers: staying }, wishes);
	const volumes = judgeVolumes({ ...survey, containers: staying }, wishes);
	const ids = new Set(images.leaving.map(({ id }) => id));
	const layers = survey.images.filter(({ id }) => ids.has(id));
	const freed = freedBytes(
		images.leaving.map(({ image }) => image.layers),
		survey.images.filter(({ id }) => !ids.has(id)).map((image) => image.layers),
	);
	return {
		containers: survey.containers
			.filter(({ isSettled }) => isSettled)
			.map(({ id, name, job, bytes }) => ({ id, name: job ?? name, bytes })),
		images: images.leaving.map(({ id, name, image: { tags } }, index) => ({ id, name, tags, bytes: freed[index] })),
		volumes: volumes.leaving,
		kept: [...images.kept, ...volumes.kept],
		gone: survey.pulled.filter(({ id }) => !survey.images.some((image) => image.id === id)),
		isAtMost: layers.some((image) => !image.layers.isExact),
	};
}

interface Judged<T> {
	readonly leaving: readonly T[];
	readonly kept: readonly Kept[];
}

interface FoundImage {
	readonly id: string;
	readonly name: string;
	readonly image: SurveyedImage;
}

function judgeImages(survey: PruneSurvey, wishes: PruneWishes): Judged<FoundImage> {
	const ownIds = new Set(survey.pulled.map(({ id }) => id));
	const found = [...ownIds].flatMap((id): readonly FoundImage[] => {
		const image = survey.images.find((each) => each.id === id);
		return image === undefined ? [] : [{ id, name: nameOf(image, survey.pulled), image }];
	});
	return judge("image", found, (image) => whyImageStays(image, { ...survey, all: wishes.all, ownIds }));
}

/** As jobs say it, and that it is an old one where it has lost the name. */
function nameOf({ id, tags }: SurveyedImage, pulled: readonly PulledImage[]): string {
	const entries = pulled.filter((each) => each.id === id);
	const names = [...new Set(entries.map(({ name }) => name))].join(", ");
	return tags.length === 0 && entries.some((each) => each.tags.length > 0) ? `${names} (an older one)` : names;
}

interface ImageCourt extends PruneSurvey, Pick<PruneWishes, "all"> {
	readonly ownIds: ReadonlySet<string>;
}

function whyImageStays({ id, image: { tags } }: FoundImage, court: ImageCourt): string | undefined {
	const { images, containers, pulled, claims, all, ownIds } = court;
	const ownTags = new Set(pulled.filter((each) => each.id === id).flatMap((each) => each.tags));
	const foreign = tags.find((tag) => !ownTags.has(tag));
	if (foreign !== undefined) return `somebody calls it ${foreign}`;
	const heir = images.find((each) => !ownIds.has(each.id) && each.tags.some((tag) => ownTags.has(tag)));
	if (heir !== undefined) return "somebody gave its name to another image";
	const user = containers.find(({ imageId }) => imageId === id);
	if (user !== undefined) return `the container ${user.name} uses it`;
	const claim = claims.find((each) => each.imageId === id && !(all || each.isDisabled));
	return claim && `the job ${claim.job} runs in it`;
}

function judgeVolumes({ volumes, containers, claims }: PruneSurvey, wishes: PruneWishes): Judged<Leaving> {
	const found = volumes.map(({ name, bytes }) => ({ id: name, name, bytes }));
	return judge("volume", found, ({ name }) => {
		const user = containers.find((each) => each.volumes.includes(name));
		if (user !== undefined) return `the container ${user.name} uses it`;
		const claim = claims.find((each) => each.volumes.includes(name));
		if (claim !== undefined) return `the job ${claim.job} names it`;
		return wishes.volumes ? undefined : "volumes hold data, and are removed with --volumes only";
	});
}

function judge<T extends { readonly name: string }>(
	kind: Kept["kind"],
	found: readonly T[],
	whyStays: (each: T) => string | undefined,
): Judged<T> {
	const judged = found.map((each) => ({ each, because: whyStays(each) }));
	return {
		leaving: judged.flatMap(({ each, because }) => (because === undefined ? [each] : [])),
		kept: judged.flatMap(({ each: { name }, because }) => (because === undefined ? [] : [{ kind, name, because }])),
	};
}
