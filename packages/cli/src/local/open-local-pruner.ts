import { ChronosError, systemClock } from "@chronos-job/core";
import { openPruner, type Pruner, type StateDirectory } from "@chronos-job/local";
import type { Host } from "../host.ts";

export type { PrunePlan, Removal } from "@chronos-job/local";

/** What jobs of a state directory have left in the engine of this machine; undefined when they have used none. */
export async function openLocalPruner(
	{ env }: Pick<Host, "env">,
	{ sandboxes, pulled }: StateDirectory,
): Promise<Pruner | undefined> {
	const found = await openPruner({ environment: env, clock: systemClock, root: sandboxes, ledger: pulled });
	if ("engine" in found) return found;
	if (found.pulled === 0) return undefined;
	throw new ChronosError("engine.failed", found.reason, { hint: found.hint });
}
