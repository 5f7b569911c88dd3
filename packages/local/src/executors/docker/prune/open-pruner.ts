import { ChronosError, type Clock } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { EngineClient } from "../engine-client.ts";
import { EngineError } from "../engine-error.ts";
import type { EngineEnvironment } from "../engine-places.ts";
import { findEngine } from "../find-engine.ts";
import { removeImage, removeVolume } from "./engine-storage.ts";
import { type ImageLedger, imageLedger, type PulledImage } from "./image-ledger.ts";
import { type Leaving, type LeavingImage, planPrune, type PrunePlan, type PruneWishes } from "./plan-prune.ts";
import { surveyEngine } from "./survey-engine.ts";

export interface PrunerOptions {
	readonly environment: EngineEnvironment;
	readonly clock: Clock;
	/** Attempts of the server have their directories in here. */
	readonly root: string;
	/** What it notes about images. */
	readonly ledger: string;
}

/** Finds what jobs have left in a container engine, and removes it. */
export interface Pruner {
	/** As DOCKER_HOST would say it. */
	readonly engine: string;
	/** How many images were pulled for jobs by other engines, by what these are called. */
	readonly elsewhere: ReadonlyMap<string, number>;
	/** Changes nothing. */
	plan(jobs: readonly Job[], wishes: PruneWishes): Promise<PrunePlan>;
	/** Goes on after what the engine does not let go. */
	carryOut(plan: PrunePlan, tell: (removal: Removal) => void): Promise<void>;
}

export interface Removal {
	readonly kind: "container" | "image" | "volume";
	readonly thing: Leaving;
	/** Why it is still there. */
	readonly refusal?: string;
}

/** No engine to remove anything from, and how many images it has had for jobs. */
export interface NoPruner {
	readonly reason: string;
	readonly hint: string;
	readonly pulled: number;
}

export async function openPruner(options: PrunerOptions): Promise<Pruner | NoPruner> {
	const { environment, clock, ledger: directory } = options;
	const ledger = imageLedger(directory, clock);
	const [found, noted] = await Promise.all([findEngine({ environment, clock, isRoot: false }), ledger.list()]);
	if (!found.available) return { reason: found.reason, hint: found.hint, pulled: noted.length };
	const { client } = found;
	const engine = client.endpoint.text;
	const pulled = noted.filter((image) => image.engine === engine);
	return {
		engine,
		elsewhere: countElsewhere(noted, engine),
		plan: async (jobs, wishes) =>
			planPrune(await explained(surveyEngine(client, { ...options, owner: directory, pulled, jobs })), wishes),
		carryOut: (plan, tell) => explained(carryOut({ client, ledger, pulled }, plan, tell)),
	};
}

async function explained<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		throw new ChronosError("engine.failed", error.message, { hint: error.advice, cause: error });
	}
}

function countElsewhere(noted: readonly PulledImage[], here: string): ReadonlyMap<string, number> {
	const others = Map.groupBy(
		noted.filter(({ engine }) => engine !== here),
		({ engine }) => engine,
	);
	return new Map(Array.from(others, ([engine, images]) => [engine, new Set(images.map(({ id }) => id)).size]));
}

interface Store {
	readonly client: EngineClient;
	readonly ledger: ImageLedger;
	readonly pulled: readonly PulledImage[];
}

/** Containers first: they hold on to images and volumes. */
async function carryOut(store: Store, plan: PrunePlan, tell: (removal: Removal) => void): Promise<void> {
	const { client, ledger } = store;
	await Promise.all(plan.gone.map((image) => ledger.forget(image)));
	const works: readonly (readonly [Removal["kind"], Leaving, () => Promise<void>])[] = [
		...plan.containers.map((thing) => ["container", thing, () => client.remove(thing.id)] as const),
		...plan.images.map((thing) => ["image", thing, () => dropImage(store, thing)] as const),
		...plan.volumes.map((thing) => ["volume", thing, () => removeVolume(client, thing.name)] as const),
	];
	for (const [kind, thing, remove] of works) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- an image can go when the one that stands on it has gone
		const refusal = await remove().then(() => undefined, refusalOf);
		tell({ kind, thing, ...(refusal !== undefined && { refusal }) });
	}
}

/** What goes wrong with one thing may be right with the next, unless nobody answers any more. */
function refusalOf(error: unknown): string {
	if (!(error instanceof EngineError) || error.isUnanswered) throw error;
	return error.message;
}

async function dropImage({ client, ledger, pulled }: Store, { id, tags }: LeavingImage): Promise<void> {
	for (const tag of tags) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each name is looked at right before it goes
		const found = await client.findImage(tag);
		if (found === undefined) continue;
		// Somebody may have pulled since the question was asked.
		if (found.Id !== id) throw new EngineError(`${tag} has become another image`, 409);
		// oxlint-disable-next-line eslint/no-await-in-loop -- each name is looked at right before it goes
		await removeImage(client, tag);
	}
	if (tags.length === 0) await removeImage(client, id);
	await Promise.all(pulled.filter((each) => each.id === id).map((each) => ledger.forget(each)));
}
