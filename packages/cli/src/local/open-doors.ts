import { ChronosError, systemClock } from "@chronos-job/core";
import {
	type Address,
	createHandler,
	type Engine,
	ensurePassword,
	type Handler,
	type Listening,
	openSocketPlace,
	serve,
	type ServerFacts,
} from "@chronos-job/local";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { withControl } from "./control.ts";
import type { Opening } from "./open-server.ts";
import { statusOf } from "./status-of.ts";

export interface Behind {
	readonly engine: Engine;
	readonly limits: string;
	readonly userName: string;
	readonly startedAt: number;
	readonly storeId: string;
}

export interface Doors {
	readonly addresses: { readonly socket: string; readonly url?: string };
	/** Finishes what is under way. */
	close(): Promise<void>;
}

/** Listens on a socket for whoever owns the state directory, and on TCP for those who know the password. */
export async function openDoors(host: Host, opening: Opening, behind: Behind): Promise<Doors> {
	const facts = factsOf(host, opening, behind);
	const tcp = await listenOnTcp(facts, opening, behind);
	const socket = openSocketPlace(opening.state, {
		runtimeDirectory: host.env["XDG_RUNTIME_DIR"],
		temporaryDirectory: host.temporaryFolder,
		uid: host.user.id,
	});
	const addresses = { socket, ...(tcp?.url && { url: tcp.url.href }) };
	const self = { ...behind, ...addresses, pid: host.pid, version: host.version, opening };
	const handler = withControl(createHandler({ engine: behind.engine, facts }), {
		status: () => statusOf(behind.engine.state, self),
		stop: opening.stop,
	});
	const own = await listen(handler, { socketPath: socket }, opening);
	return {
		addresses,
		close: async () => {
			await Promise.all([own.close(), tcp?.close()]);
		},
	};
}

function factsOf(host: Host, { options, log }: Opening, { startedAt, storeId, userName }: Behind): ServerFacts {
	const { http } = options;
	return {
		version: host.version,
		dialect: options.dialect,
		startedAt,
		storeId,
		pid: host.pid,
		defaultUser: userName,
		clock: systemClock,
		leader: () => `${http?.host ?? "localhost"}:${http?.port ?? 4400}`,
		rules: { faithful: options.faithful },
		report: (error) => log(`request-failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`),
	};
}

async function listenOnTcp(facts: ServerFacts, opening: Opening, { engine }: Behind): Promise<Listening | undefined> {
	const { http } = opening.options;
	if (http === undefined) return undefined;
	const credentials = {
		user: "chronos",
		password: ensurePassword(opening.state, { user: "chronos", host: http.host }),
	};
	return listen(createHandler({ engine, facts: { ...facts, credentials } }), http, opening);
}

async function listen(handler: Handler, address: Address, { log }: Opening): Promise<Listening> {
	try {
		return await serve(handler, address, { clock: systemClock, report: (error) => log(String(error)) });
	} catch (error) {
		const place = "socketPath" in address ? address.socketPath : `${address.host ?? ""}:${address.port}`;
		throw new ChronosError(
			"local.start-failed",
			`the server cannot listen on ${place}: ${String(systemCodeOf(error))}`,
			{
				hint: "Give another address, like `--http 127.0.0.1:4401`, or end what listens there.",
				cause: error,
			},
		);
	}
}
