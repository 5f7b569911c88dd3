import { ChronosError, editConfig } from "@chronos-job/core";
import { withLock } from "../files/with-lock.ts";
import type { Host } from "../host.ts";
import { configFileOf } from "./config-place.ts";
import { loadConfig, type LoadedConfig } from "./load-config.ts";
import { makeConfigFolder, saveConfig } from "./save-config.ts";

export type ConfigEdit = Parameters<typeof editConfig>[1];

/** Reads the file of contexts, and writes it as it shall be; another program that does the same waits meanwhile. */
export async function changeConfig<Value>(
	host: Host,
	change: (loaded: LoadedConfig) => { readonly edit: ConfigEdit; readonly value: Value },
): Promise<Value> {
	const path = configFileOf(host);
	makeConfigFolder(host, path);
	const lock = { path: `${path}.lock`, patienceMs, explain: (pid: number) => heldBy(pid, path) };
	return withLock(host, lock, async () => {
		const loaded = await loadConfig(host);
		const { edit, value } = change(loaded);
		saveConfig(host, path, editConfig(loaded.text, edit));
		return value;
	});
}

const patienceMs = 10_000;

function heldBy(pid: number, path: string): ChronosError {
	return new ChronosError("config.unwritable", `another program (process ${pid}) has been changing ${path} for long`, {
		hint: `End it, or remove ${path}.lock if it is none of ours.`,
	});
}
