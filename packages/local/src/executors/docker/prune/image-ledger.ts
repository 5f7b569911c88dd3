import { hash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@chronos-job/core";
import type { EngineClient } from "../engine-client.ts";
import type { ListedImage } from "../engine-replies.ts";
import { withDeadline } from "../with-deadline.ts";
import { listImages } from "./engine-storage.ts";

/** An image that an engine has because it was pulled for a job, and had not before. */
export interface PulledImage {
	/** As DOCKER_HOST would say it. */
	readonly engine: string;
	readonly id: string;
	/** As the job says it. */
	readonly name: string;
	/** What the engine calls it since then. */
	readonly tags: readonly string[];
	readonly pulledAt: number;
}

/** What was pulled for jobs: what is not noted here is somebody else's. */
export interface ImageLedger {
	/** Looks at what is there before a pull; what comes back notes, after the pull, what is new. Neither ever rejects. */
	watchPull(client: EngineClient, name: string): Promise<() => Promise<void>>;
	list(): Promise<readonly PulledImage[]>;
	forget(image: PulledImage): Promise<void>;
}

/** A file for each image, so that servers and commands may write at the same time. */
export function imageLedger(directory: string, clock: Clock): ImageLedger {
	const list = (): Promise<readonly PulledImage[]> => readAll(directory);
	return {
		list,
		forget: (image) => rm(fileOf(directory, image), { force: true }),
		watchPull: async (client, name) => {
			const before = await lookBefore(client, { name, list, clock }).catch(() => undefined);
			if (before === undefined) return async () => undefined;
			return async () => {
				const image = await newImage(client, { name, before, clock }).catch(() => undefined);
				if (image !== undefined) await write(directory, image).catch(() => undefined);
			};
		},
	};
}

interface Before {
	readonly images: readonly ListedImage[];
	/** What the name stood for. */
	readonly oldId: string | undefined;
	readonly ownIds: ReadonlySet<string>;
}

interface Looking extends Pick<ImageLedger, "list"> {
	readonly name: string;
	readonly clock: Clock;
}

async function lookBefore(client: EngineClient, { name, list, clock }: Looking): Promise<Before> {
	const [images, old, noted] = await Promise.all([
		withDeadline(clock, lookMs, (signal) => listImages(client, { all: true, signal })),
		client.findImage(name),
		list(),
	]);
	const own = noted.filter(({ engine }) => engine === client.endpoint.text);
	return { images, oldId: old?.Id, ownIds: new Set(own.map(({ id }) => id)) };
}

const lookMs = 10_000;

interface Pulled {
	readonly name: string;
	readonly before: Before;
	readonly clock: Clock;
}

/** Undefined when the image, or another one of that name, was somebody else's before. */
async function newImage(client: EngineClient, { name, before, clock }: Pulled): Promise<PulledImage | undefined> {
	const { images, oldId, ownIds } = before;
	const { Id: id = "", RepoTags } = (await client.findImage(name)) ?? {};
	const known = images.find((image) => image.Id === id);
	if (id === "" || (known !== undefined && !ownIds.has(id))) return undefined;
	if (oldId !== undefined && !ownIds.has(oldId)) return undefined;
	const tags = (RepoTags ?? []).filter((tag) => known?.RepoTags?.includes(tag) !== true);
	return { engine: client.endpoint.text, id, name, tags, pulledAt: clock.now() };
}

async function readAll(directory: string): Promise<readonly PulledImage[]> {
	const names = await namesIn(directory);
	const texts = await Promise.all(names.map((name) => readFile(join(directory, name), "utf8").catch(() => "")));
	return texts.flatMap(parsePulled).toSorted((a, b) => a.pulledAt - b.pulledAt);
}

async function namesIn(directory: string): Promise<readonly string[]> {
	const names = await readdir(directory).catch(() => []);
	return names.filter((name) => name.endsWith(".json"));
}

/** A file that is damaged makes no image ours. */
function parsePulled(text: string): readonly PulledImage[] {
	try {
		const { engine, id, name, tags, pulledAt }: Partial<PulledImage> = JSON.parse(text);
		if (typeof engine !== "string" || typeof id !== "string" || id === "" || typeof name !== "string") return [];
		if (!Array.isArray(tags) || typeof pulledAt !== "number") return [];
		return [{ engine, id, name, tags: tags.filter((tag) => typeof tag === "string"), pulledAt }];
	} catch {
		return [];
	}
}

async function write(directory: string, image: PulledImage): Promise<void> {
	await mkdir(directory, { recursive: true, mode: 0o700 });
	if ((await namesIn(directory)).length >= mostImages) return;
	const file = fileOf(directory, image);
	const part = `${file}.${randomUUID()}`;
	await using handle = await open(part, "wx", 0o600);
	await handle.writeFile(JSON.stringify(image));
	await rename(part, file);
}

// What finds no room is nobody's, and stays.
const mostImages = 5000;

function fileOf(directory: string, { engine, id, name }: PulledImage): string {
	return join(directory, `${hash("sha256", JSON.stringify([engine, id, name]))}.json`);
}
