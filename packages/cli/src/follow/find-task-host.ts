import { ChronosError, openSandboxes, type ReadClient } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { foundMesos, type MesosPlace, namedMesos } from "./mesos-place.ts";

/** The machine of a cluster on which a job runs now; undefined where no Mesos tells, which is said. */
export async function findTaskHost(
	{ host, note }: Pick<Session, "host" | "note">,
	client: ReadClient,
	job: string,
): Promise<string | undefined> {
	const { signal } = host;
	const place = (await namedMesos(host, client)) ?? (await foundMesos(host, client, { looks: true, signal }));
	if (place === undefined) {
		note(`no Mesos is known that tells on which machine ${job} runs`);
		return undefined;
	}
	try {
		return await hostAt(place, client, { host, job });
	} catch (error) {
		if (!(error instanceof ChronosError)) throw error;
		note(`on which machine ${job} runs is not known: ${error.message}`);
		return undefined;
	}
}

interface Asked extends Pick<Session, "host"> {
	readonly job: string;
}

async function hostAt(
	{ masters, findCredentials }: MesosPlace,
	{ target }: ReadClient,
	{ host, job }: Asked,
): Promise<string | undefined> {
	const { signal } = host;
	await using transport = await host.openTransport({ name: "mesos", urls: masters, ca: target.ca });
	const clock = { now: host.now, sleep: host.sleep };
	const sandboxes = openSandboxes({ masters, credentials: await findCredentials(), transport, clock });
	const attempt = (await sandboxes.attempts(job, { signal })).find(({ isOver }) => !isOver);
	return attempt && sandboxes.hostOf(attempt, { signal });
}
