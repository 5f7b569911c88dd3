import { ChronosError } from "@chronos-job/core";
import { endLeftovers, lockState, type StateDirectory, systemProcesses } from "@chronos-job/local";
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
	if (kept === undefined) host.files.rmSync(state.path, { recursive: true, force: true });
	else host.files.renameSync(state.path, kept);
}
