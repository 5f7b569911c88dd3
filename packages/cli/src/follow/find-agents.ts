import { type AgentRoom, ChronosError, openSandboxes, type ReadClient } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { foundMesos, namedMesos } from "./mesos-place.ts";

/** What the agents of a cluster have; undefined where no Mesos is known that tells. */
export async function findAgents(host: Host, client: ReadClient): Promise<readonly AgentRoom[] | undefined> {
	const { signal } = host;
	try {
		const place = (await namedMesos(host, client)) ?? (await foundMesos(host, client, { looks: false, signal }));
		if (place === undefined) return undefined;
		const { masters } = place;
		await using transport = await host.openTransport({ name: "mesos", urls: masters, ca: client.target.ca });
		const clock = { now: host.now, sleep: host.sleep };
		const credentials = await place.findCredentials();
		return await openSandboxes({ masters, credentials, transport, clock, patienceMs }).agents({ signal });
	} catch (error) {
		if (error instanceof ChronosError) return undefined;
		throw error;
	}
}

// Whoever waits for this wants something else.
const patienceMs = 2000;
