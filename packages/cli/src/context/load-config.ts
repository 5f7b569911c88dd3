import type { ConfigFile } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import { configFileOf } from "./config-place.ts";

export interface LoadedConfig {
	readonly path: string;
	/** Empty when there is no file. */
	readonly text: string;
	readonly config: ConfigFile;
}

/** The file of contexts; nothing is configured where there is none, and nothing to read it with is loaded. */
export async function loadConfig(host: Pick<Host, "env" | "user" | "files">): Promise<LoadedConfig> {
	const path = configFileOf(host);
	if (!host.files.existsSync(path)) return { path, text: "", config: {} };
	const { readConfig } = await import("./read-config.ts");
	return readConfig(host, path);
}
