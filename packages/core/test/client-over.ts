import * as http from "node:http";
import * as https from "node:https";
import {
	type ChronosClient,
	type Clock,
	createClient,
	nodeTransport,
	type RawExchange,
	systemClock,
	type Target,
	type Transport,
	undiciTransport,
} from "@chronos-job/core";
import type { ScriptedServer } from "./scripted-server.ts";

/** Pauses between attempts pass fast; nobody here measures them. */
export const hastyClock: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) };

export type OpenTransport = (ca?: string) => Transport;

export const transports: readonly (readonly [name: string, open: OpenTransport])[] = [
	["node", (ca) => nodeTransport({ http, https, ca })],
	["undici", (ca) => undiciTransport({ env: {}, ca })],
];

export const v1 = "/v1/scheduler";
export const job = { name: "a", command: "date", schedule: "R/2090-01-01T00:00:00Z/P1D" };

interface Open {
	readonly target?: Partial<Target>;
	readonly ca?: string;
	readonly patienceMs?: number;
	readonly onRaw?: (exchange: RawExchange) => void;
}

export type ClientOf = (servers: readonly ScriptedServer[], open?: Open) => ChronosClient;

/** Clients of servers of a test, over one of the transports. */
export function clientsOver(openTransport: OpenTransport): ClientOf {
	return (servers, { target, ca, ...options } = {}) =>
		createClient(
			{ name: "test", urls: servers.map(({ url }) => url), ...target },
			{ transport: openTransport(ca), clock: hastyClock, random: () => 0, ...options },
		);
}
