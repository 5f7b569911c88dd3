import { type Job, parseSchedule, type Schedule } from "@chronos-job/schemas";

/** The schedule of a job; undefined when it has none that can be read. */
export function scheduleIn({ schedule: text }: Pick<Job, "schedule">): Schedule | undefined {
	if (text === undefined) return undefined;
	if (!known.has(text)) remember(text, parseSchedule(text));
	return known.get(text);
}

// One text is read several times on its way through a run.
const known = new Map<string, Schedule | undefined>();
const mostKnown = 1000;

function remember(text: string, schedule: Schedule | undefined): void {
	if (known.size >= mostKnown) known.clear();
	known.set(text, schedule);
}
