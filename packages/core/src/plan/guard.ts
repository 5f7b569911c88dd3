import { type Job, specOf } from "@chronos-job/schemas";
import { ChronosError } from "../errors.ts";
import { changesOf } from "./changes.ts";
import { changedFields } from "./changed-fields.ts";

/** Refuses to write over what somebody else has done since the plan was made; what the server does itself is fine. */
export function guard(name: string, planned: Job | undefined, live: Job | undefined): void {
	if (planned === undefined && live === undefined) return;
	if (planned === undefined) throw conflict(`${name} was created by somebody else meanwhile`);
	if (live === undefined) throw conflict(`${name} was deleted by somebody else meanwhile`);
	const changes = changesOf(live, specOf(planned)).filter(
		({ path }) => path[0] !== "disabled" || !hasFailed(planned, live),
	);
	if (changes.length > 0) throw conflict(`${name} was changed by somebody else meanwhile: ${changedFields(changes)}`);
}

// A run that fails for good enables its job, or disables it, depending on the server (contract §5.7).
function hasFailed(planned: Job, live: Job): boolean {
	return live.errorCount > planned.errorCount;
}

function conflict(message: string): ChronosError {
	return new ChronosError("job.changed-meanwhile", message, {
		hint: "Look at what would be done now, and decide again.",
	});
}
