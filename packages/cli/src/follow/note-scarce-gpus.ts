import type { ReadClient } from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { findAgents } from "./find-agents.ts";

/** Says which jobs want more GPUs than any agent of the cluster has, where Mesos tells. */
export async function noteScarceGpus(
	{ host, note }: Pick<Session, "host" | "note">,
	client: ReadClient,
	specs: readonly Pick<JobSpec, "name" | "gpus">[],
): Promise<void> {
	// A server of ours says that itself.
	if ((await client.server.local({ signal: host.signal })) !== undefined) return;
	const agents = (await findAgents(host, client)) ?? [];
	if (agents.length === 0) return;
	const most = Math.max(...agents.map(({ gpus }) => gpus));
	for (const { name, gpus = 0 } of specs) {
		if (gpus > most) note(`${name} asks for ${gpus} gpus, and no agent of Mesos has more than ${most}`);
	}
}
