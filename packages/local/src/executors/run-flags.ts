/** The long name of a flag of `docker run`, with or without its dashes. */
export function longNameOf(key: string): string {
	const name = key.replace(/^-+/, "");
	return longNames.get(name) ?? name;
}

const longNames: ReadonlyMap<string, string> = new Map([
	["c", "cpu-shares"],
	["d", "detach"],
	["e", "env"],
	["h", "hostname"],
	["i", "interactive"],
	["l", "label"],
	["m", "memory"],
	["net", "network"],
	["p", "publish"],
	["P", "publish-all"],
	["t", "tty"],
	["u", "user"],
	["v", "volume"],
	["w", "workdir"],
	["dns-opt", "dns-option"],
]);

/** Flags that no job can have, whatever runs it, and why. */
export const refusedFlags: readonly (readonly [name: string, reason: string])[] = [
	["interactive", "no job has somebody to talk to"],
	["tty", "the output of a terminal is not that of a job"],
	["log-driver", "the server reads the logs itself"],
	["log-opt", "the server reads the logs itself"],
	["name", "two runs of a job would have the same one"],
	["restart", "what is tried again is for `retries` to say"],
];
