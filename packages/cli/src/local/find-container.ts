import { systemClock } from "@chronos-job/core";
import { findRunning, type RunningContainer } from "@chronos-job/local";
import type { Host } from "../host.ts";
import { stateOf } from "./find-server.ts";

/** The container of the latest attempt of a job that runs on this machine. */
export async function findContainer(host: Host, job: string): Promise<RunningContainer | undefined> {
	const { sandboxes } = stateOf(host, undefined);
	return findRunning({ root: sandboxes, job, environment: host.env, clock: systemClock });
}
