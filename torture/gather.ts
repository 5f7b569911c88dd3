import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SocketClient } from "../bench/socket-client.ts";
import type { Evidence } from "./evidence.ts";
import type { Ledger } from "./ledger.ts";
import { containersLeft } from "./containers-left.ts";
import { parseProofs } from "./proofs.ts";
import { readLogs } from "./read-logs.ts";
import { findStrays } from "./strays.ts";
import { type EventView, type JobView, parseWire, type RunView } from "./wire.ts";

export interface GatherOptions {
	readonly client: SocketClient;
	readonly ledger: Ledger;
	readonly proofFile: string;
	readonly directory: string;
	readonly serverPid: number;
	/** Where the containers are, if there are any. */
	readonly engineSocket?: string | undefined;
}

/** Asks everybody. */
export async function gather(options: GatherOptions): Promise<Evidence> {
	const { client, ledger, proofFile, directory, serverPid, engineSocket } = options;
	const jobsText = await textOf(client, "/v1/scheduler/jobs");
	const runs = await allRuns(client);
	return {
		ledger: [...ledger.jobs.values()],
		proofs: parseProofs(readFileSync(proofFile, "utf8")),
		jobs: JSON.parse(jobsText) as JobView[],
		jobsText,
		runs,
		events: await allEvents(client),
		logs: readLogs(directory, runs),
		containers: engineSocket === undefined ? [] : await containersLeft(engineSocket),
		used: await usedIn(client),
		strays: findStrays(directory, serverPid),
		bootedAt: Date.now() - Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1000,
	};
}

/** Leaves it where a person can look at it. */
export function keepEvidence(folder: string, evidence: Evidence): void {
	const { ledger, proofs, jobs, runs, events, strays, containers, logs } = evidence;
	const parts = { ledger, proofs: [...proofs.values()], jobs, runs, events, strays, containers, logs: [...logs] };
	for (const [name, value] of Object.entries(parts)) {
		const lines = value.map((row) => `${JSON.stringify(row)}\n`);
		writeFileSync(join(folder, `${name}.ndjson`), lines.join(""));
	}
}

export async function textOf(client: SocketClient, path: string): Promise<string> {
	const { status, text } = await client.send("GET", path);
	if (status !== 200) throw new Error(`${path} was answered ${String(status)}: ${text}`);
	return text;
}

async function usedIn(client: SocketClient): Promise<Evidence["used"]> {
	return (JSON.parse(await textOf(client, "/local/v1/capacity")) as Pick<Evidence, "used">).used;
}

interface Page {
	readonly runs: readonly RunView[];
	readonly next?: number;
}

async function allRuns(client: SocketClient): Promise<readonly RunView[]> {
	const runs: RunView[] = [];
	for (let next: number | undefined = Number.MAX_SAFE_INTEGER; next !== undefined;) {
		const before = next === Number.MAX_SAFE_INTEGER ? "" : `&before=${String(next)}`;
		const page = parseWire(await textOf(client, `/local/v1/runs?limit=1000${before}`)) as Page;
		runs.push(...page.runs);
		({ next } = page);
	}
	return runs.toReversed();
}

/** Reads the stream of events up to the last one that there is now. */
async function allEvents(client: SocketClient): Promise<readonly EventView[]> {
	const { lastEventId } = JSON.parse(await textOf(client, "/local/v1")) as { lastEventId: number };
	const events: EventView[] = [];
	if (lastEventId === 0) return events;
	const { promise, resolve } = Promise.withResolvers<void>();
	let rest = "";
	await client.follow("/local/v1/events?after=0", (text) => {
		const blocks = `${rest}${text}`.split("\n\n");
		rest = blocks.pop() ?? "";
		events.push(...blocks.flatMap(parseEvent));
		if ((events.at(-1)?.id ?? 0) >= lastEventId) resolve();
	});
	await promise;
	return events;
}

function parseEvent(block: string): readonly EventView[] {
	const [, id, type, data] = /^id: (\d+)\nevent: (\S+)\ndata: (.*)$/.exec(block) ?? [];
	return data === undefined ? [] : [{ id: Number(id), type: type ?? "", ...(parseWire(data) as { job: string }) }];
}
