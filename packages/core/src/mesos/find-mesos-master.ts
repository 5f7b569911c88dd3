import { alarm } from "../client/alarm.ts";
import type { CallOptions } from "../client/client.ts";
import { isOwnMistake } from "../client/is-own-mistake.ts";
import type { Transport } from "../client/transport.ts";
import { askFirst, jsonOf, type MesosLine } from "./ask-mesos.ts";
import { fieldsOf } from "./json-values.ts";

export interface MasterSearch extends CallOptions {
	readonly transport: Transport;
	/** How long all of it may take. */
	readonly patienceMs?: number;
}

/** Looks for a master of a Mesos cluster on hosts of Chronos, and tells nobody who asks; undefined when there is none. */
export async function findMesosMaster(
	hosts: readonly string[],
	{ transport, patienceMs = 2000, signal }: MasterSearch,
): Promise<string | undefined> {
	const over = new AbortController();
	const turnOff = alarm(patienceMs, () => over.abort(new Error("no Mesos master has answered in time")));
	const either = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
	const line: MesosLine = { transport, patienceMs, signal: either };
	const bases = [...new Set(hosts)].slice(0, mostHosts).map((host) => `http://${host}:${masterPort}`);
	try {
		const found = await Promise.all(bases.map(async (base) => ((await isMaster(line, base)) ? base : undefined)));
		signal?.throwIfAborted();
		return found.find((base) => base !== undefined);
	} finally {
		turnOff();
	}
}

/** Few, for each of them is asked by everybody who looks for logs. */
const mostHosts = 4;
const masterPort = 5050;

/** Whether it says what it is, and leads to the one that leads; masters tell both to everybody. */
async function isMaster(line: MesosLine, base: string): Promise<boolean> {
	try {
		const version = await askFirst(line, [base], "/version");
		if (version === undefined || typeof fieldsOf(jsonOf(version))["version"] !== "string") return false;
		const leader = await askFirst(line, [base], "/master/redirect");
		return leader !== undefined && (leader.status < 400 || leader.status === 401 || leader.status === 403);
	} catch (error) {
		// What is no master may answer anything, or nothing to the end.
		if (isOwnMistake(error)) throw error;
		return false;
	}
}
