import type { Clock } from "@chronos-job/core";
import { inLanes } from "../../sandbox/in-lanes.ts";
import type { EngineEnvironment } from "./engine-places.ts";
import { findEngine } from "./find-engine.ts";
import { sandboxLabel } from "./plan-container.ts";

export interface EndContainersOptions {
	readonly environment: EngineEnvironment;
	readonly clock: Clock;
}

/** Removes the containers of attempts below this directory, for whoever has no server that could. */
export async function endContainers(root: string, { environment, clock }: EndContainersOptions): Promise<void> {
	const found = await findEngine({ environment, clock, isRoot: false });
	if (!found.available) return;
	const { client } = found;
	const all = await client.list([sandboxLabel]).catch(() => []);
	const own = all.filter(({ Labels: labels = {} }) => labels[sandboxLabel]?.startsWith(`${root}/`));
	await inLanes(own, lanes, ({ Id: id = "" }) => client.remove(id).catch(() => undefined));
}

const lanes = 4;
