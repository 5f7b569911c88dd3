import type { Clock } from "@chronos-job/core";
import type { PullProgress } from "../executor.ts";
import type { ChosenEngine } from "./engine-desk.ts";
import { EngineError } from "./engine-error.ts";
import type { ImageReply, PullLine } from "./engine-replies.ts";
import type { ImageLedger } from "./prune/image-ledger.ts";
import { pullMeter } from "./pull-meter.ts";
import { registryOf } from "./registry-of.ts";

/** Images of an engine; who asks for one that is being pulled waits for the same pull. */
export interface ImageStore {
	/** Rejects when it cannot be had. */
	have(engine: ChosenEngine, name: string, how: HowToHave): Promise<ImageReply>;
}

export interface HowToHave {
	/** Asks the registry even when it is there. */
	readonly fresh: boolean;
	/** For the registry, as an engine wants them; asked for only when something is pulled. */
	readonly credentials: () => Promise<string | undefined>;
	/** Hears how far it has come, once a second at most. */
	readonly hear?: ((pull: PullProgress) => void) | undefined;
	/** Fires when it is not wanted any more; what nobody wants is not pulled any further. */
	readonly signal?: AbortSignal | undefined;
}

export function imageStore(clock: Clock, ledger?: Pick<ImageLedger, "watchPull">): ImageStore {
	const pulls = new Map<string, Pull>();
	const forget = (key: string, pull: Pull): unknown => pulls.get(key) === pull && pulls.delete(key);
	const begin = (key: string, engine: ChosenEngine, [name, how]: readonly [string, HowToHave]): Pull => {
		const waiters = new Set<HowToHave>();
		const over = new AbortController();
		const tell: Listener = (progress) => waiters.forEach(({ hear }) => hear?.(progress));
		const asked = { engine, name, credentials: how.credentials, tell: seldom(tell, clock), signal: over.signal };
		const begun: Pull = { waiters, over, end: pullNoted(asked, ledger).finally(() => forget(key, begun)) };
		pulls.set(key, begun);
		return begun;
	};
	const pullOnce = (engine: ChosenEngine, name: string, how: HowToHave): Promise<void> => {
		const key = `${engine.client.endpoint.text} ${name}`;
		const pull = pulls.get(key) ?? begin(key, engine, [name, how]);
		pull.waiters.add(how);
		return orLeave(pull, how, () => forget(key, pull));
	};
	return {
		have: async (engine, name, how) => {
			const { client } = engine;
			const known = how.fresh ? undefined : await client.findImage(name);
			if (known !== undefined) return known;
			await pullOnce(engine, name, how);
			const pulled = await client.findImage(name);
			if (pulled === undefined) throw new EngineError(`the image ${name} was pulled, and is not there`, 404);
			return pulled;
		},
	};
}

type Listener = (pull: PullProgress) => void;

interface Pull {
	readonly waiters: Set<HowToHave>;
	readonly end: Promise<void>;
	/** Ends it when nobody waits any more. */
	readonly over: AbortController;
}

async function orLeave(pull: Pull, how: HowToHave, forget: () => unknown): Promise<void> {
	const { waiters, end, over } = pull;
	const { signal } = how;
	if (signal === undefined) return end;
	const left = Promise.withResolvers<never>();
	function leave(): void {
		waiters.delete(how);
		if (waiters.size === 0) forget();
		if (waiters.size === 0) over.abort();
		left.reject(unwanted());
	}
	signal.addEventListener("abort", leave, { once: true });
	if (signal.aborted) leave();
	try {
		await Promise.race([end, left.promise]);
	} finally {
		signal.removeEventListener("abort", leave);
	}
}

/** What is not wanted any more is nobody's mistake. */
export function unwanted(): EngineError {
	return new EngineError("it is not wanted any more");
}

function seldom(tell: Listener, clock: Clock): Listener {
	let quietUntil = -Infinity;
	return (progress) => {
		if (clock.now() < quietUntil) return;
		quietUntil = clock.now() + pauseMs;
		tell(progress);
	};
}

const pauseMs = 1000;

interface Asked extends Pick<HowToHave, "credentials"> {
	readonly engine: ChosenEngine;
	readonly name: string;
	readonly tell: Listener;
	readonly signal: AbortSignal;
}

/** An image that fails to come is no news. */
async function pullNoted(asked: Asked, ledger: Pick<ImageLedger, "watchPull"> | undefined): Promise<void> {
	const note = await ledger?.watchPull(asked.engine.client, asked.name);
	await pull(asked);
	await note?.();
}

async function pull({ engine: { client, traits }, name, tell, signal, ...how }: Asked): Promise<void> {
	const credentials = await how.credentials();
	const meter = pullMeter(name);
	const onProgress = (line: PullLine): void => tell(meter(line));
	try {
		await client.pull(name, { onProgress, signal, ...(credentials === undefined ? {} : { credentials }) });
	} catch (error) {
		if (!(error instanceof EngineError) || error.isUnanswered) throw error;
		const advice = adviceOn(error, { name, isKnown: credentials !== undefined, isPodman: traits.isPodman });
		throw new EngineError(`the image ${name} cannot be pulled: ${error.message}${advice}`, error.status, {
			cause: error,
		});
	}
}

interface Refused {
	readonly name: string;
	/** Whether the registry was told who asks. */
	readonly isKnown: boolean;
	readonly isPodman: boolean;
}

function adviceOn({ message }: EngineError, { name, isKnown, isPodman }: Refused): string {
	if (!/unauthori[sz]ed|authentication required|basic auth credentials|\bdenied\b/i.test(message)) return "";
	const { host } = registryOf(name);
	const how = isKnown ? `; ${host} was asked with the credentials of this user` : "";
	return `${how}. Run \`${isPodman ? "podman" : "docker"} login ${host}\`.`;
}
