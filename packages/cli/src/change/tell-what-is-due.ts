import { nextStart, type Plan, showControls } from "@chronos-job/core";
import { parseSchedule } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { plural } from "../render/plural.ts";

/** Tells a person which jobs of a plan run as soon as they are there, for their time has come. */
export function tellWhatIsDue({ note, host }: Pick<Session, "note" | "host">, { steps }: Plan): void {
	const due = steps.filter((step) => {
		if (step.kind === "delete" || step.spec.disabled === true) return false;
		const { schedule, scheduleTimeZone: zone } = step.spec;
		const parsed = schedule === undefined ? undefined : parseSchedule(schedule);
		const start = parsed && nextStart(parsed, { now: host.now(), zone });
		return start !== undefined && start <= host.now();
	});
	if (due.length > shownJobs) note(`${plural(due.length, "job")} are due, so they run at once`);
	else for (const { name } of due) note(`${showControls(name)} is due, so it runs at once`);
}

const shownJobs = 5;
