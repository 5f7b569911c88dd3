import { hostname } from "node:os";
import type { Clock } from "@chronos-job/core";
import type { EngineTraits } from "./container-question.ts";
import type { EngineClient } from "./engine-client.ts";
import { readTraits } from "./engine-desk.ts";
import { rangesCommand } from "./explain-start.ts";
import { withDeadline } from "./with-deadline.ts";

export interface EngineView {
	/** Such as `Podman 4.3.1`. */
	readonly name: string;
	readonly traits: EngineTraits;
	/** What jobs may ask for and do not get there. */
	readonly lacks: readonly EngineLack[];
}

export interface EngineLack {
	readonly message: string;
	readonly hint?: string;
}

/** What there is to know of an engine before jobs run in it; rejects when it does not say. */
export async function describeEngine(client: EngineClient, clock: Clock): Promise<EngineView> {
	return withDeadline(clock, mostMs, async (signal) => {
		const traits = await readTraits(client, hostname(), signal);
		const users = traits.isPodman && traits.isRootless ? await countUsers(client, signal) : undefined;
		return { name: traits.name, traits, lacks: lacksOf(traits, users) };
	});
}

const mostMs = 10_000;

/** How many there can be in a container; only Podman tells. */
async function countUsers(client: EngineClient, signal: AbortSignal): Promise<number | undefined> {
	const path = "/libpod/info";
	const info = await client.ask<PodmanInfo>({ method: "GET", path, signal }).catch((): PodmanInfo => ({}));
	return info.host?.idMappings?.uidmap?.reduce((sum, { size = 0 }) => sum + size, 0);
}

interface PodmanInfo {
	readonly host?: { readonly idMappings?: { readonly uidmap?: readonly { readonly size?: number }[] | null } };
}

function lacksOf(traits: EngineTraits, users: number | undefined): readonly EngineLack[] {
	return [...(traits.seesFiles ? [] : [elsewhere]), ...(users === 1 ? [alone] : []), ...memoryLacks(traits)];
}

const elsewhere: EngineLack = {
	message: "it is on another machine: containers get no sandbox there, and files cannot be fetched for them",
};

const alone: EngineLack = {
	message: "it has no user but root to give to containers, so that many images cannot be pulled or run",
	hint: `Run \`${rangesCommand}\`.`,
};

function memoryLacks({ memoryLack: lack }: EngineTraits): readonly EngineLack[] {
	if (lack === undefined) return [];
	const { because, ...help } = lack;
	return [{ message: `it does not keep containers within their memory, as ${because}`, ...help }];
}
