import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";

/** Where the file of contexts is, whether it is there or not. */
export function configFileOf(host: Pick<Host, "env" | "user">): string {
	return `${folderOf(host, "XDG_CONFIG_HOME", ".config")}/config.json`;
}

/** Where things are kept that can be found out again. */
export function cacheFolderOf(host: Pick<Host, "env" | "user">): string {
	return folderOf(host, "XDG_CACHE_HOME", ".cache");
}

/** The home of whoever runs the program; undefined when nobody knows it. */
export function homeOf({ env, user }: Pick<Host, "env" | "user">): string | undefined {
	const named = env["HOME"] ?? "";
	// Looking up the account takes time.
	const home = isAbsolute(named) ? named : user.home;
	return isAbsolute(home) ? home.replace(/\/+$/, "") : undefined;
}

/** A path that a person wrote into the configuration: of the home, or beside the file. */
export function pathFrom(host: Pick<Host, "env" | "user">, path: string): string {
	if (path.startsWith("~/")) return `${homeOf(host) ?? ""}${path.slice(1)}`;
	return isAbsolute(path) ? path : configFileOf(host).replace(/[^/]*$/, path);
}

/** Relative paths in the environment are to be ignored, says the XDG specification. */
function folderOf(host: Pick<Host, "env" | "user">, variable: string, ownFolder: string): string {
	const named = host.env[variable] ?? "";
	if (isAbsolute(named)) return `${named.replace(/\/+$/, "")}/chronos-job`;
	const home = homeOf(host);
	if (home !== undefined) return `${home}/${ownFolder}/chronos-job`;
	throw new ChronosError("config.invalid", "nobody knows your home directory", { hint: `Set HOME or ${variable}.` });
}

function isAbsolute(path: string): boolean {
	return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}
