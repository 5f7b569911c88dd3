import { ChronosError, systemClock } from "@chronos-job/core";
import { endContainers, endLeftovers, lockState, type StateDirectory, systemProcesses } from "@chronos-job/local";
import type { Host } from "../host.ts";

/** Moves a state directory out of the way, or removes it, after whatever still runs in it has been ended. */
export async function putAway(host: Host, state: StateDirectory, kept: string | undefined): Promise<void> {
	// Whoever mistypes a path must not lose what is there.
	if (![state.databaseFile, state.logFile].some((file) => host.files.existsSync(file))) {
		throw new ChronosError("local.state-refused", `${state.path} holds nothing of a local server`, {
			hint: "Check the path.",
		});
	}
	using _lock = lockState(state.path);
	await endLeftovers(state.sandboxes, systemProcesses);
	await endContainers(state.sandboxes, { environment: host.env, clock: systemClock });
	if (kept === undefined) removeServer(host, state.path);
	else moveServer(host, state.path, kept);
}

// What the program remembers of all servers, and of engines, stands beside what belongs to this one.
const memories: readonly string[] = ["definitions", "journal", "pulled", "sweeps"];

function removeServer({ files }: Host, path: string): void {
	const names = files.readdirSync(path);
	for (const name of names.filter((each) => !memories.includes(each))) {
		files.rmSync(`${path}/${name}`, { recursive: true, force: true });
	}
	if (!names.some((each) => memories.includes(each))) files.rmSync(path, { recursive: true, force: true });
}

function moveServer({ files }: Host, path: string, kept: string): void {
	files.renameSync(path, kept);
	for (const name of memories.filter((each) => files.existsSync(`${kept}/${each}`))) {
		files.mkdirSync(path, { recursive: true, mode: 0o700 });
		files.renameSync(`${kept}/${name}`, `${path}/${name}`);
	}
}
