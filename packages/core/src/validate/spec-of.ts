import type { JobSpec } from "@chronos-job/schemas";
import type { JobDraft } from "./flaws.ts";

/** What is sent of a draft without errors: not what only editors read, and nothing that Chronos would drop. */
export function specOf(draft: JobDraft): JobSpec {
	const fields = Object.entries(draft).filter(([field]) => !isDropped(field, draft));
	// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a draft of a job without an error has every required field
	return Object.fromEntries(fields) as JobSpec;
}

function isDropped(field: string, { parents, container }: JobDraft): boolean {
	if (field === "container") return container?.image === undefined;
	// A child's schedule is never read (contract §2.2).
	if (field === "schedule" || field === "scheduleTimeZone") return parents !== undefined;
	return field === "$schema";
}
