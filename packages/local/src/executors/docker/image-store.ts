import type { Clock } from "@chronos-job/core";
import type { PullProgress } from "../executor.ts";
import type { ChosenEngine } from "./engine-desk.ts";
import { EngineError } from "./engine-error.ts";
import type { ImageReply, PullLine } from "./engine-replies.ts";
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
}

export function imageStore(clock: Clock): ImageStore {
	const pulls = new Map<string, Pull>();
	const begin = (key: string, engine: ChosenEngine, [name, how]: readonly [string, HowToHave]): Pull => {
		const listeners = new Set<Listener>();
		const tell: Listener = (progress) => listeners.forEach((hear) => hear(progress));
		const asked = { engine, name, credentials: how.credentials, tell: seldom(tell, clock) };
		const begun = { listeners, end: pull(asked).finally(() => pulls.delete(key)) };
		pulls.set(key, begun);
		return begun;
	};
	const pullOnce = (engine: ChosenEngine, name: string, how: HowToHave): Promise<void> => {
		const key = `${engine.client.endpoint.text} ${name}`;
		const { listeners, end } = pulls.get(key) ?? begin(key, engine, [name, how]);
		if (how.hear !== undefined) listeners.add(how.hear);
		return end;
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
	readonly listeners: Set<Listener>;
	readonly end: Promise<void>;
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
}

async function pull({ engine: { client, traits }, name, tell, ...how }: Asked): Promise<void> {
	const credentials = await how.credentials();
	const meter = pullMeter(name);
	const onProgress = (line: PullLine): void => tell(meter(line));
	try {
		await client.pull(name, { onProgress, ...(credentials === undefined ? {} : { credentials }) });
	} catch (error) {
		if (!(error instanceof EngineError) || error.isUnanswered) throw error;
		const advice = adviceOn(error, { name, isKnown: credentials !== undefined, ...traits });
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
