import type { Target } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { stateHome } from "../journal/state-home.ts";
import { targetKey } from "../journal/target-key.ts";

/** Where the records of the sweeps are that were begun from here on a server. */
export function sweepsFolder(host: Pick<Host, "env" | "user">, target: Target): string {
	return `${stateHome(host)}/sweeps/${targetKey(target)}`;
}
