import type { ChronosClient, ReadClient } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { targetKey } from "../journal/target-key.ts";
import { changeNames, keepNames } from "./names-cache.ts";

type KeeperHost = Pick<Host, "env" | "files" | "now" | "user">;

/** A client that keeps the names it comes by, for the next time that somebody presses Tab; nothing waits for that. */
export function namesKept(client: ReadClient, host: KeeperHost): ReadClient {
	const haul = openHaul(host, client);
	return { ...client, jobs: { ...client.jobs, ...heard(client, haul) }, [Symbol.asyncDispose]: endOf(client, haul) };
}

/** The same for one that also makes jobs, and ends them. */
export function changedNamesKept(client: ChronosClient, host: KeeperHost): ChronosClient {
	const { jobs } = client;
	const haul = openHaul(host, client);
	const writer: Pick<typeof jobs, "put" | "delete"> = {
		async put(job, options) {
			await jobs.put(job, options);
			haul.change(job.name, true);
		},
		async delete(name, options) {
			await jobs.delete(name, options);
			haul.change(name, false);
		},
	};
	return {
		...client,
		jobs: { ...jobs, ...heard(client, haul), ...writer },
		[Symbol.asyncDispose]: endOf(client, haul),
	};
}

/** What one command has learnt. */
interface Haul {
	readonly hear: (found: readonly { readonly name: string }[]) => void;
	readonly change: (name: string, isThere: boolean) => void;
	readonly keep: () => void;
}

function openHaul(host: KeeperHost, { target }: Pick<ReadClient, "target">): Haul {
	let all: readonly { readonly name: string }[] | undefined;
	let changes = new Map<string, boolean>();
	return {
		hear(found) {
			all = found;
			changes = new Map();
		},
		change: (name, isThere) => void changes.set(name, isThere),
		keep() {
			const key = targetKey(target);
			const names = all?.map(({ name }) => name);
			if (names !== undefined) keepNames(host, key, names);
			if (changes.size > 0) changeNames(host, key, changes);
		},
	};
}

function heard({ jobs }: ReadClient, { hear }: Haul): Pick<ReadClient["jobs"], "list" | "summaries"> {
	return {
		async list(options) {
			const found = await jobs.list(options);
			hear(found);
			return found;
		},
		async summaries(options) {
			const found = await jobs.summaries(options);
			hear(found);
			return found;
		},
	};
}

function endOf(client: ReadClient, { keep }: Haul): () => Promise<void> {
	return async () => {
		await client[Symbol.asyncDispose]();
		keep();
	};
}
