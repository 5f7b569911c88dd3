import { ChronosError, systemClock } from "@chronos-job/core";
import {
	type Address,
	createHandler,
	type Engine,
	ensurePassword,
	type Handler,
	inState,
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
import { type TcpNames, tcpNames } from "./tcp-names.ts";

export interface Behind {
	readonly engine: Engine;
	readonly limits: string;
	readonly userName: string;
	readonly hostName: string;
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
	const socket = inState(opening.state, () => socketPlace(host, opening));
	const addresses = { socket, ...(tcp && { url: tcp.url }) };
	const self = { ...behind, ...addresses, pid: host.pid, version: host.version, opening };
	const handler = withControl(createHandler({ engine: behind.engine, facts }), {
		status: () => statusOf(behind.engine, self, host.now()),
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

function socketPlace(host: Host, { state }: Opening): string {
	return openSocketPlace(state, {
		runtimeDirectory: host.env["XDG_RUNTIME_DIR"],
		temporaryDirectory: host.temporaryFolder,
		uid: host.user.id,
	});
}

function factsOf(host: Host, opening: Opening, behind: Behind): ServerFacts {
	const { options, log } = opening;
	const { startedAt, storeId, userName } = behind;
	const { shown = "localhost" } = namesOf(opening, behind) ?? {};
	return {
		version: host.version,
		dialect: options.dialect,
		startedAt,
		storeId,
		pid: host.pid,
		defaultUser: userName,
		gpus: options.gpusField === "when-set" ? "when set" : options.gpusField,
		clock: systemClock,
		leader: () => `${shown}:${options.http?.port ?? 4400}`,
		rules: { faithful: options.faithful },
		report: (error) => log(`request-failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`),
	};
}

function namesOf({ options }: Opening, { hostName }: Behind): TcpNames | undefined {
	const { http, hostNames } = options;
	return http && tcpNames(http.host, { hostNames, machineName: hostName });
}

interface TcpDoor extends Pick<Listening, "close"> {
	/** As clients are to call it. */
	readonly url: string;
}

async function listenOnTcp(facts: ServerFacts, opening: Opening, behind: Behind): Promise<TcpDoor | undefined> {
	const { http, hasPassword } = opening.options;
	const names = namesOf(opening, behind);
	if (http === undefined || names === undefined) return undefined;
	const credentials = hasPassword ? credentialsOf(opening, names) : undefined;
	const handler = createHandler({ engine: behind.engine, facts: { ...facts, credentials } });
	const door = await listen(handler, { ...http, names: names.accepted }, opening);
	const name = names.shown.includes(":") ? `[${names.shown}]` : names.shown;
	return { url: new URL(`http://${name}:${door.port ?? http.port}`).href, close: () => door.close() };
}

function credentialsOf({ state }: Opening, { hosts }: TcpNames): ServerFacts["credentials"] {
	const user = "chronos";
	return { user, password: inState(state, () => ensurePassword(state, { user, hosts })) };
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
