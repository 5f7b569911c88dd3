import { addressesOf, createReader, resolveTarget, type Target } from "@chronos-job/core";
import type { ConfigFile } from "@chronos-job/schemas";
import { dialectMemory } from "../context/dialect-memory.ts";
import { targetOf } from "../context/open-context.ts";
import type { Host } from "../host.ts";
import { targetKey } from "../journal/target-key.ts";
import { findNames, keepNames } from "./names-cache.ts";

export interface WantedServer {
	readonly config: ConfigFile;
	/** By `--context`. */
	readonly asked: string | undefined;
}

/** The addresses of a server that was asked for, as far as it is known. */
export async function urlsOf(host: Host, wanted: WantedServer): Promise<readonly string[]> {
	return (await findPlace(host, wanted))?.urls ?? [];
}

/** The names of the jobs of a server, as far as they can be had at once: nothing is started, asked or complained about. */
export async function jobNames(host: Host, wanted: WantedServer): Promise<readonly string[]> {
	const place = await findPlace(host, wanted);
	if (place === undefined) return [];
	const key = targetKey(place);
	const known = findNames(host, key);
	if (known?.isFresh === true) return known.names;
	const names = await askInTime(host, place.open).catch(() => undefined);
	if (names !== undefined) keepNames(host, key, names);
	return names ?? known?.names ?? [];
}

interface Place {
	readonly urls: readonly string[];
	/** Undefined for a server that cannot be asked without more ado. */
	readonly open: () => Promise<Target | undefined>;
}

async function findPlace(host: Host, { config, asked }: WantedServer): Promise<Place | undefined> {
	const { name, context } = resolveTarget(config, { context: asked, env: host.env });
	if (context === undefined) {
		const { recordedTarget } = await import("../local/open-local-target.ts");
		const target = recordedTarget(host);
		return target && { urls: target.urls, open: async () => target };
	}
	const urls = addressesOf(context);
	return {
		urls,
		async open() {
			// A tunnel may take seconds, and a password may have to be typed.
			if (context.via !== undefined) return undefined;
			const target = await targetOf(mute(host), name, context);
			return { ...target, dialect: target.dialect ?? dialectMemory(host, { name, urls }).find()?.dialect };
		},
	};
}

/** Somebody who presses Tab is not asked anything. */
function mute(host: Host): Host {
	return {
		...host,
		screen: { ...host.screen, interactive: false },
		runProgram: async () => ({ exitCode: undefined, stdout: "", stderr: "" }),
	};
}

async function askInTime(host: Host, open: Place["open"]): Promise<readonly string[] | undefined> {
	const target = await open();
	if (target === undefined) return undefined;
	const tooLate = new AbortController();
	const asking = new AbortController();
	await using transport = await host.openTransport(target);
	const options = { transport, clock: { now: host.now, sleep: host.sleep }, patienceMs };
	const answer = createReader(target, options).jobs.summaries({ signal: asking.signal });
	const silence = host.sleep(patienceMs, tooLate.signal).then(() => undefined);
	try {
		const summaries = await Promise.race([answer, silence]);
		return summaries?.map(({ name }) => name);
	} finally {
		tooLate.abort("answered");
		asking.abort("too late");
		answer.catch(() => undefined);
	}
}

/** With the start of the program these are less than the 150 ms that nobody notices. */
const patienceMs = 60;
