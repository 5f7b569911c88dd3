import {
	type CallOptions,
	ChronosError,
	contextsOf,
	type Credentials,
	findMesosMaster,
	type ReadClient,
} from "@chronos-job/core";
import type { Context } from "@chronos-job/schemas";
import { dialectMemory } from "../context/dialect-memory.ts";
import { findCredentials } from "../context/find-credentials.ts";
import { loadConfig } from "../context/load-config.ts";
import type { Host } from "../host.ts";

/** Where the masters of a Mesos cluster are. */
export interface MesosPlace {
	readonly masters: readonly string[];
	/** Reads what is secret, which may ask a person for it. */
	readonly findCredentials: () => Promise<Credentials | undefined>;
	/** Whether nobody has named them. */
	readonly isFound: boolean;
}

export interface MesosSearch extends CallOptions {
	/** Whether it may be looked for, which takes a moment; what was found before counts in any case. */
	readonly looks: boolean;
}

/** Where Mesos is said to be; undefined when nobody says it. */
export async function namedMesos(host: Host, { target }: ReadClient): Promise<MesosPlace | undefined> {
	const { name, mesos } = target;
	const named = mesos === undefined ? fromEnvironment(host) : await fromConfig(host, name, mesos);
	if (named === undefined || named.mesos === "none") return undefined;
	const masters = named.mesos.split(",").map((url) => url.trim());
	const { mesosUser: user, mesosPassword: password, mesosToken: token } = named;
	const owner = { name: `Mesos of ${name}`, isMesos: true };
	return {
		masters,
		findCredentials: () => findCredentials(host, owner, { url: masters[0], user, password, token }),
		isFound: false,
	};
}

/** Whether somebody has said that there is no Mesos to be asked. */
function isMesosOff({ env }: Pick<Host, "env">, { target: { mesos } }: ReadClient): boolean {
	return (mesos ?? env["CHRONOS_MESOS_URL"]) === "none";
}

/** Where a master was found by itself: on the host of the leader or of the server. */
export async function foundMesos(
	host: Host,
	client: ReadClient,
	{ looks, signal }: MesosSearch,
): Promise<MesosPlace | undefined> {
	const { target } = client;
	// Through a tunnel the hosts are those of the other side.
	if (isMesosOff(host, client) || target.via !== undefined) return undefined;
	const memory = dialectMemory(host, target);
	const known = memory.find()?.mesos;
	if (known !== undefined) return foundAt(known);
	const hosts = looks ? await hostsOf(client, { signal }) : [];
	if (hosts.length === 0) return undefined;
	await using transport = await host.openTransport({ name: "mesos", urls: hosts.map((each) => `http://${each}:5050`) });
	const master = await findMesosMaster(hosts, { transport, signal });
	if (master === undefined) return undefined;
	memory.remember({ dialect: await client.server.dialect({ signal }), mesos: master });
	return foundAt(master);
}

function foundAt(master: string): MesosPlace {
	// A secret goes to nobody who was only found.
	return { masters: [master], findCredentials: async () => undefined, isFound: true };
}

type Named = Pick<Context, "mesosUser" | "mesosPassword" | "mesosToken"> & { readonly mesos: string };

async function fromConfig(host: Host, name: string, mesos: string): Promise<Named> {
	const { mesosUser, mesosPassword, mesosToken } = contextsOf((await loadConfig(host)).config).get(name) ?? {};
	return { mesos, mesosUser, mesosPassword, mesosToken };
}

function fromEnvironment({ env }: Pick<Host, "env">): Named | undefined {
	const mesos = env["CHRONOS_MESOS_URL"];
	if (!mesos) return undefined;
	if (env["CHRONOS_MESOS_TOKEN"]) return { mesos, mesosToken: { env: "CHRONOS_MESOS_TOKEN" } };
	const mesosUser = env["CHRONOS_MESOS_USER"];
	if (!mesosUser) return { mesos };
	if (env["CHRONOS_MESOS_PASSWORD"]) return { mesos, mesosUser, mesosPassword: { env: "CHRONOS_MESOS_PASSWORD" } };
	const file = env["CHRONOS_MESOS_PASSWORD_FILE"];
	return { mesos, mesosUser, mesosPassword: file ? { file } : undefined };
}

/** The leader first: many sites run Chronos beside the masters. */
async function hostsOf({ target, server }: ReadClient, options: CallOptions): Promise<readonly string[]> {
	const leader = await server.leader(options).catch((error: unknown) => {
		if (error instanceof ChronosError) return undefined;
		throw error;
	});
	const own = target.urls.map((url) => /^https?:\/\/(\[[^\]]*\]|[^:/]+)/.exec(url)?.[1] ?? "");
	return [leader?.replace(/:\d+$/, "") ?? "", ...own].filter((host) => host !== "");
}
