import { platform } from "node:os";
import type { Clock } from "@chronos-job/core";
import type { Availability } from "../executor.ts";
import type { EngineTraits } from "./container-question.ts";
import type { Endpoint } from "./endpoint.ts";
import { parseEndpoint } from "./endpoint.ts";
import { engineClient, type EngineClient } from "./engine-client.ts";
import { EngineError } from "./engine-error.ts";
import type { InfoReply } from "./engine-replies.ts";
import { type EngineEnvironment, readEnginePlaces } from "./engine-places.ts";
import { findEngine } from "./find-engine.ts";
import { memoryLackOf } from "./memory-lack.ts";
import { withDeadline } from "./with-deadline.ts";

export interface DeskOptions {
	readonly environment: EngineEnvironment;
	readonly isRoot: boolean;
	readonly clock: Clock;
	/** The name of this machine. */
	readonly hostName: string;
}

export interface ChosenEngine {
	readonly client: EngineClient;
	readonly traits: EngineTraits;
}

/** The one engine that new containers go to, for as long as it answers. */
export interface EngineDesk {
	/** Looks whether it is there, or for another one. */
	choose(): Promise<ChosenEngine | Extract<Availability, { available: false }>>;
	/** The one that was chosen last, as long as it was there. */
	latest(): ChosenEngine | undefined;
	/** The engine that was asked before, whichever is chosen now. */
	reach(text: string): Promise<EngineClient>;
}

type Choice = Awaited<ReturnType<EngineDesk["choose"]>>;

export function engineDesk(options: DeskOptions): EngineDesk {
	let chosen: ChosenEngine | undefined;
	let looking: Promise<Choice> | undefined;
	const chooseAnew = async (): Promise<Choice> => {
		if (chosen !== undefined && (await isThere(chosen, options.clock))) return chosen;
		chosen = undefined;
		const found = await findEngine(options);
		if (!found.available) return found;
		const met = await meet(found.client, options);
		if (!("available" in met)) chosen = met;
		return met;
	};
	return {
		// One that does not answer is not asked by everybody who waits for it.
		choose: () => (looking ??= chooseAnew().finally(() => (looking = undefined))),
		latest: () => chosen,
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

/** One that has answered may fall silent all the same. */
async function meet(client: EngineClient, { clock, hostName }: DeskOptions): Promise<Choice> {
	try {
		return { client, traits: await withDeadline(clock, meetMs, (signal) => readTraits(client, hostName, signal)) };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { available: false, reason, hint: "Run `docker info` to see more." };
	}
}

const meetMs = 20_000;

/** What matters of an engine, in its own words. */
export async function readTraits(client: EngineClient, hostName: string, signal?: AbortSignal): Promise<EngineTraits> {
	const [version, info] = await Promise.all([client.version(signal), client.info(signal)]);
	const isPodman = version.Components?.some(({ Name: name }) => name === "Podman Engine") ?? false;
	return {
		name: `${isPodman ? "Podman" : "Docker"} ${version.Version ?? ""}`.trim(),
		isPodman,
		hasNvidiaRuntime: info.Runtimes?.["nvidia"] !== undefined,
		cdiFolders: info.CDISpecDirs ?? [],
		isRootless: isRootless(info),
		memoryLack: memoryLackOf(info, { isRootless: isRootless(info) }),
		seesFiles: isNear(client.endpoint) && isHere(info, hostName),
	};
}

/** Whether its root is the user that it runs as. */
export function isRootless({ Rootless: isOfUser, SecurityOptions: options }: InfoReply): boolean {
	return isOfUser ?? options?.includes("name=rootless") ?? false;
}

function isNear(endpoint: Endpoint): boolean {
	return endpoint.kind === "unix" || ["localhost", "127.0.0.1", "::1"].includes(endpoint.host);
}

/** Sockets and ports of this machine may lead to another one, or out of a container. */
function isHere({ Name: name = "", OperatingSystem: system = "" }: InfoReply, hostName: string): boolean {
	// Machines that are made for an engine see the files of the one that they are on.
	return name === "" || name === hostName || system === "Docker Desktop" || platform() === "darwin";
}
