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

/** The engine that the user means, or else the likeliest that answers. */
export async function findEngine(search: EngineSearch): Promise<FoundEngine> {
	const over = new AbortController();
	const { clock } = search;
	try {
		const places = await readEnginePlaces(search.environment);
		const looks = places.map((place) => lookAtEngine(place, { clock, signal: over.signal }));
		const client = await likeliest(looks, { clock, signal: over.signal });
		if (client !== undefined) return { available: true, client };
		const failures = (await Promise.all(looks)).filter((look) => "error" in look);
		return explainMissingEngine({ failures, machine: search.machine ?? (await readMachine(search.isRoot)) });
	} finally {
		over.abort();
	}
}

type Look = EngineClient | EngineFailure;

interface Patience {
	readonly clock: Clock;
	/** Fires when nobody wants to know any more. */
	readonly signal: AbortSignal;
}

/** Says what is wrong there unless an engine answers. */
export async function lookAtEngine({ endpoint, wish }: EnginePlace, patience: Patience): Promise<Look> {
	const { text: place } = endpoint;
	if (endpoint.kind === "unusable") {
		const { reason, advice } = endpoint;
		return { place, wish, error: new EngineError(reason, undefined, { advice }) };
	}
	try {
		return await answering(endpoint, patience);
	} catch (error) {
		return { place, wish, error: refusalOf(error, place) };
	}
}

function refusalOf(error: unknown, place: string): EngineError {
	if (!(error instanceof EngineError)) return new EngineError(String(error));
	return error.isUnanswered
		? error
		: new EngineError(`${place} says: ${error.message}`, error.status, { cause: error });
}

async function answering(endpoint: Endpoint, { clock, signal }: Patience): Promise<EngineClient> {
	const client = engineClient(endpoint);
	await withDeadline(clock, mostMs, (late) => client.ping(AbortSignal.any([late, signal])));
	return client;
}

const mostMs = 5000;

/** One that hesitates is not waited for long when another one has answered. */
async function likeliest(looks: readonly Promise<Look>[], patience: Patience): Promise<EngineClient | undefined> {
	const someone = await Promise.any(looks.map(answerOf)).catch(() => undefined);
	if (someone === undefined) return undefined;
	const tooLate = patience.clock.sleep(hesitationMs, patience.signal).then(() => undefined);
	for (const look of looks) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first one is what counts
		const seen = await Promise.race([look, tooLate]);
		if (seen !== undefined && "endpoint" in seen) return seen;
	}
	return someone;
}

const hesitationMs = 1000;

async function answerOf(look: Promise<Look>): Promise<EngineClient> {
	const seen = await look;
	if ("error" in seen) throw seen.error;
	return seen;
}

/** What decides which command helps. */
export async function readMachine(isRoot: boolean): Promise<MachineFacts> {
	const found = await Promise.all(askedPrograms.map(async (name) => [name, await findProgram(name)] as const));
	const hasSystemd = await access("/run/systemd/system").then(
		() => true,
		() => false,
	);
	const programs = new Set<string>(found.flatMap(([name, path]) => (path === undefined ? [] : [name])));
	return { programs, isRoot, hasSystemd };
}
