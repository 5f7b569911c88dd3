import { ChronosError, resolveTarget } from "@chronos-job/core";
import type { ConfigFile } from "@chronos-job/schemas";
import type { Host } from "../host.ts";

/** The context that is meant when none is named; undefined when what is set leads nowhere. */
export function currentName(config: ConfigFile, env: Host["env"]): string | undefined {
	try {
		return resolveTarget(config, { context: undefined, env }).name;
	} catch (error) {
		if (error instanceof ChronosError) return undefined;
		throw error;
	}
}
