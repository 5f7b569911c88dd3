import type { Clock } from "@chronos-job/core";
import type { Availability } from "../executor.ts";
import type { EngineTraits } from "./container-question.ts";
import type { Endpoint } from "./endpoint.ts";
import { parseEndpoint } from "./endpoint.ts";
import { engineClient, type EngineClient } from "./engine-client.ts";
import { EngineError } from "./engine-error.ts";
import { type EngineEnvironment, readEnginePlaces } from "./engine-places.ts";
import { findEngine, type FoundEngine } from "./find-engine.ts";
import { withDeadline } from "./with-deadline.ts";

export interface DeskOptions {
	readonly environment: EngineEnvironment;
	readonly isRoot: boolean;
	readonly clock: Clock;
}

export interface ChosenEngine {
	readonly client: EngineClient;
	readonly traits: EngineTraits;
}

/** The one engine that new containers go to, for as long as it answers. */
export interface EngineDesk {
	/** Looks whether it is there, or for another one. */
	choose(): Promise<ChosenEngine | Extract<Availability, { available: false }>>;
	/** The engine that was asked before, whichever is chosen now. */
	reach(text: string): Promise<EngineClient>;
}

export function engineDesk(options: DeskOptions): EngineDesk {
	let chosen: ChosenEngine | undefined;
	return {
		choose: async () => {
			if (chosen !== undefined && (await isThere(chosen, options.clock))) return chosen;
			chosen = undefined;
			const found = await findEngine(options);
			if (!found.available) return found;
			chosen = await meet(found);
			return chosen;
		},
		reach: async (text) => {
			if (chosen?.client.endpoint.text === text) return chosen.client;
			const places = await readEnginePlaces(options.environment);
			const endpoint = places.find((place) => place.endpoint.text === text)?.endpoint ?? parseEndpoint(text);
			if (endpoint.kind === "unusable") throw new EngineError(endpoint.reason);
			return engineClient(endpoint);
		},
	};
}

function isThere({ client }: ChosenEngine, clock: Clock): Promise<boolean> {
	return withDeadline(clock, pingMs, (signal) => client.ping(signal)).then(
		() => true,
		() => false,
	);
}

const pingMs = 5000;

async function meet({ client }: Extract<FoundEngine, { available: true }>): Promise<ChosenEngine> {
	const [version, info] = await Promise.all([client.version(), client.info()]);
	const traits: EngineTraits = {
		isPodman: version.Components?.some(({ Name: name }) => name === "Podman Engine") ?? false,
		isRootless: info.Rootless ?? info.SecurityOptions?.includes("name=rootless") ?? false,
		seesFiles: isNear(client.endpoint),
	};
	return { client, traits };
}

/** A port of this machine may lead elsewhere, but seldom does. */
function isNear(endpoint: Endpoint): boolean {
	return endpoint.kind === "unix" || ["localhost", "127.0.0.1", "::1"].includes(endpoint.host);
}
