import { access } from "node:fs/promises";
import type { Clock } from "@chronos-job/core";
import type { Availability } from "../executor.ts";
import { findProgram } from "../host-facts.ts";
import type { Endpoint } from "./endpoint.ts";
import { engineClient, type EngineClient } from "./engine-client.ts";
import { EngineError } from "./engine-error.ts";
import { withDeadline } from "./with-deadline.ts";
import { type EngineEnvironment, type EnginePlace, readEnginePlaces } from "./engine-places.ts";
import {
	askedPrograms,
	type EngineFailure,
	explainMissingEngine,
	type MachineFacts,
} from "./explain-missing-engine.ts";

export interface EngineSearch {
	readonly environment: EngineEnvironment;
	readonly isRoot: boolean;
	readonly clock: Clock;
	/** In place of a look at this machine. */
	readonly machine?: MachineFacts;
}

export type FoundEngine =
	| { readonly available: true; readonly client: EngineClient }
	| Extract<Availability, { available: false }>;

/** The engine that the user means, or else the first that answers. */
export async function findEngine(search: EngineSearch): Promise<FoundEngine> {
	const places = await readEnginePlaces(search.environment);
	const looks = await Promise.all(places.map((place) => look(place, search.clock)));
	const found = looks.find((result) => "endpoint" in result);
	if (found !== undefined) return { available: true, client: found };
	const failures = looks.filter((result) => "error" in result);
	return explainMissingEngine({ failures, machine: search.machine ?? (await readMachine(search.isRoot)) });
}

async function look({ endpoint, wish }: EnginePlace, clock: Clock): Promise<EngineClient | EngineFailure> {
	const { text: place } = endpoint;
	if (endpoint.kind === "unusable") return { place, wish, error: new EngineError(endpoint.reason) };
	try {
		return await answering(endpoint, clock);
	} catch (error) {
		return { place, wish, error: error instanceof EngineError ? error : new EngineError(String(error)) };
	}
}

async function answering(endpoint: Endpoint, clock: Clock): Promise<EngineClient> {
	const client = engineClient(endpoint);
	await withDeadline(clock, mostMs, (signal) => client.ping(signal));
	return client;
}

const mostMs = 5000;

async function readMachine(isRoot: boolean): Promise<MachineFacts> {
	const found = await Promise.all(askedPrograms.map(async (name) => [name, await findProgram(name)] as const));
	const hasSystemd = await access("/run/systemd/system").then(
		() => true,
		() => false,
	);
	const programs = new Set<string>(found.flatMap(([name, path]) => (path === undefined ? [] : [name])));
	return { programs, isRoot, hasSystemd };
}
