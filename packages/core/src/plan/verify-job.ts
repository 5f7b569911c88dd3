import { commandLine } from "../command-line.ts";
import { countersOf, type Job, parseSchedule } from "@chronos-job/schemas";
import { ChronosError } from "../errors.ts";
import { changedFields } from "./changed-fields.ts";
import { changesOf } from "./changes.ts";
import type { Change } from "./plan.ts";
import type { Sent } from "./send-job.ts";
import type { Look, Work } from "./work.ts";

/** Reads a job back until it is as it was sent; says what the server has made of it when it never is. */
export async function verifyJob(work: Work, sent: Sent, firstLook: Look): Promise<Job> {
	try {
		return await readBack(work, sent, firstLook);
	} catch (error) {
		// What cannot be cleared up stays what it was at first.
		throw sent.doubt === undefined || work.signal?.aborted === true ? error : sent.doubt.error;
	}
}

async function readBack(work: Work, sent: Sent, firstLook: Look): Promise<Job> {
	const { client, clock, signal } = work;
	let stored = await firstLook(sent.name);
	for (
		let waitedMs = 0, pauseMs = firstPauseMs;
		;
		waitedMs += pauseMs, pauseMs = Math.min(pauseMs * 2, longestPauseMs)
	) {
		const isLast = waitedMs >= patienceMs(stored, sent);
		if (stored !== undefined && isAsSent(stored, sent, isLast)) return stored;
		if (isLast) throw stored === undefined ? await explainDrop(work, sent) : explainDeviation(stored, sent);
		await clock.sleep(pauseMs, signal);
		signal?.throwIfAborted();
		stored = await client.jobs.find(sent.name, { signal });
	}
}

const firstPauseMs = 25;
const longestPauseMs = 1000;

// A job that was created is seen when the server's loop has turned (contract §5.1, §9.17); an update is there at once.
function patienceMs(stored: Job | undefined, { doubt }: Sent): number {
	if (stored !== undefined) return 300;
	return doubt === undefined ? 5000 : 1000;
}

function isAsSent(stored: Job, sent: Sent, isLast: boolean): boolean {
	return deviationsOf(stored, sent).length === 0 && (hasMoved(stored, sent) || (isLast && mayHaveRun(sent)));
}

/** Fields that are not as they were sent, lost counters among them; whatever the server fills in is its own affair. */
function deviationsOf(stored: Job, { spec, before }: Sent): readonly Change[] {
	const found = changesOf(stored, spec, { serverDefaults: "unknown" });
	return before === undefined ? found : [...found, ...lossesOf(before, stored)];
}

function lossesOf(before: Job, stored: Job): readonly Change[] {
	const kept = new Map<string, number | string>(Object.entries(countersOf(stored)));
	return Object.entries(countersOf(before)).flatMap(([name, value]) => {
		// A run that succeeds resets this one.
		if (name === "errorsSinceLastSuccess") return [];
		const now = kept.get(name) ?? "";
		return now < value ? [{ path: [name], before: now, after: value }] : [];
	});
}

/** Whether a schedule that was set anew has arrived: the old one may look like what a launch makes of it. */
function hasMoved(stored: Job, { spec, before }: Sent): boolean {
	if (before === undefined || spec.parents !== undefined) return true;
	if (stored.schedule !== before.schedule || spec.schedule === before.schedule) return true;
	return (
		stored.disabled !== before.disabled || JSON.stringify(countersOf(stored)) !== JSON.stringify(countersOf(before))
	);
}

// Launched at once, a schedule with a start of its own is again what it was before; an empty start never is.
function mayHaveRun({ spec, doubt }: Sent): boolean {
	return doubt === undefined && spec.schedule !== undefined && parseSchedule(spec.schedule)?.start !== undefined;
}

async function explainDrop({ client, signal }: Work, { name, spec }: Sent): Promise<ChronosError> {
	const present = new Set((await client.jobs.list({ signal })).map((job) => job.name));
	const missing = (spec.parents ?? []).filter((parent) => !present.has(parent));
	if (missing.length === 0) {
		return new ChronosError("job.dropped", `the server took ${name} and does not show it`, {
			hint: "Send it again; if it stays away, ask whoever runs the server to look at its log.",
		});
	}
	// Kept, but shown nowhere until its parents are there (contract §3.3).
	return new ChronosError(
		"job.dropped",
		`the server took ${name} and does not show it: there is no ${missing.join(", no ")}`,
		{
			hint: `Create ${missing.join(" and ")}, or send ${name} again with other parents.`,
		},
	);
}

function explainDeviation(stored: Job, sent: Sent): ChronosError {
	const deviations = deviationsOf(stored, sent);
	const message =
		deviations.length === 0
			? `the server took ${sent.name} and went on with the schedule that it had`
			: `the server took ${sent.name} and stored something else: ${changedFields(deviations)}`;
	return new ChronosError("job.altered", message, { hint: `Look at it with \`${commandLine("show", sent.name)}\`.` });
}
