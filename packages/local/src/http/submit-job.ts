import { startInstantOf } from "@chronos-job/core";
import { formatStart, type Job, parseSchedule, type Schedule } from "@chronos-job/schemas";
import { findJob } from "../engine/state.ts";
import { whyNotRunning } from "../engine/why-not-running.ts";
import { type Complaint, complain, refuseUnreadable, requirement, type Unreadable } from "./complaint.ts";
import { explainRefusal, missingParents } from "./explain-refusal.ts";
import { findJobFlaw } from "./find-job-flaw.ts";
import type { Reply } from "./handler.ts";
import { reviveJobNumber } from "./job-numbers.ts";
import { isLasting, obstacleText, reasonText } from "./reason-text.ts";
import { readBody } from "./read-body.ts";
import { readSubmittedJob } from "./read-submitted-job.ts";
import { noContent } from "./reply.ts";
import type { Asked } from "./route.ts";
import type { Server } from "./server.ts";

export type Kind = "scheduled" | "child";

/** Creates or replaces a job, in the order in which Chronos looks at it (contract §3). */
export async function submitJob(server: Server, asked: Asked, kind: Kind): Promise<Reply> {
	const job = readJobOf(server, asked, kind);
	if ("flaw" in job) return refuseUnreadable(server, job, asked.path);
	const isNew = findJob(server.engine.state, job.name) === undefined;
	const complaint = findComplaint(server, job, isNew);
	if (complaint !== undefined) return complain(server, complaint);
	const refusal = await server.engine.tell({ type: "job.put", job, keepsCounters: keepsCounters(asked) });
	if (refusal === undefined) {
		await server.engine.study(job);
		return noContent(warningsAbout(server, job));
	}
	const blame = server.rules.jsonForBadInput ? 400 : 500;
	return complain(server, explainRefusal(refusal, { isNew, blame }));
}

function readJobOf({ engine, facts }: Server, { request }: Asked, kind: Kind): Job | Unreadable {
	const body = readBody(request.body, reviveJobNumber);
	if (body.kind === "unreadable") return body;
	const flaw = findJobFlaw(body.value, facts.dialect);
	if (flaw !== undefined) return flaw;
	const job = readSubmittedJob(body.value, { facts, defaults: engine.state.settings.defaults });
	if (job === undefined) return { flaw: "the body is not a job", thrown: "java.lang.NullPointerException" };
	if ((job.parents === undefined) === (kind === "scheduled")) return job;
	return { flaw: mismatches[kind], thrown: "java.lang.IllegalArgumentException: argument type mismatch" };
}

const mismatches: Readonly<Record<Kind, string>> = {
	scheduled: "parents: a job with parents is sent to dependency, not to iso8601",
	child: "parents: a job without parents is sent to iso8601, not to dependency",
};

function keepsCounters({ query, request }: Asked): boolean {
	return query.get("counters") === "keep" || request.headers["chronos-counters"] === "keep";
}

/** What Chronos asks of new jobs only, and of children before the engine does. */
function findComplaint(server: Server, job: Job, isNew: boolean): Complaint | undefined {
	const { dialect } = server.facts;
	const name = names[dialect];
	if (isNew && !name.pattern.test(job.name)) {
		return requirement(`the job's name is invalid. Allowed names: '${name.text}'`);
	}
	if (job.parents !== undefined) return findParentComplaint(server, job, isNew);
	return isNew ? findScheduleComplaint(server, job) : undefined;
}

const names = {
	"3.x": { pattern: /^[\w.-]+$/, text: String.raw`([\w\.-]+)` },
	"2.x": { pattern: /^[\w \t\n\v\f\r.#-]+$/, text: String.raw`([\w\s\.#_-]+)` },
};

function findParentComplaint({ engine, facts }: Server, job: Job, isNew: boolean): Complaint | undefined {
	const { name, parents = [] } = job;
	const missing = parents.filter((parent) => (isNew || parent !== name) && findJob(engine.state, parent) === undefined);
	// An old server looks for the parents of new jobs as well (contract §1.9).
	const isChecked = !isNew || facts.dialect === "2.x";
	return isChecked && missing.length > 0 ? missingParents(name, missing) : undefined;
}

/** A schedule that cannot be read is left to the engine, which asks for that of known jobs too. */
function findScheduleComplaint(server: Server, job: Job): Complaint | undefined {
	const { name, schedule: text } = job;
	const schedule = text === undefined ? undefined : parseSchedule(text);
	if (text !== undefined && schedule === undefined) return undefined;
	const tooEarly = schedule && findStartComplaint(server, schedule, job.scheduleTimeZone);
	if (tooEarly !== undefined) return tooEarly;
	if (job.uris.length === 0 || job.fetch.length === 0) return undefined;
	return { status: 400, text: `Tried to add both uri (deprecated) and fetch parameters on ${name}` };
}

function findStartComplaint(server: Server, schedule: Schedule, zone: string | undefined): Complaint | undefined {
	const { engine, facts } = server;
	const { start } = schedule;
	if (start === undefined || facts.dialect === "2.x") return undefined;
	const zones = { now: engine.now(), serverZone: engine.state.settings.serverZone };
	const instant = startInstantOf(schedule, { ...zones, zone });
	if (instant >= 1000) return undefined;
	const wall = startInstantOf({ ...schedule, start: { ...start, offsetMinutes: 0 } }, zones);
	const shown = formatStart({ ...start, offsetMinutes: (wall - instant) / 60_000 });
	return { status: 400, text: `Scheduled start date '${shown}' is before 1970!` };
}

/** The job is taken, but it will never run on this machine: that should not go without saying. */
function warningsAbout({ engine }: Server, job: Job): Reply["headers"] {
	const reasons = whyNotRunning(engine.state, job.name, engine.now()).filter(isLasting);
	const [obstacle, doubt] = [engine.findObstacle(job), engine.findDoubt(job)];
	const texts = [
		...reasons.map((reason) => reasonText(reason)),
		...(obstacle === undefined ? [] : [obstacleText(obstacle)]),
		...(doubt === undefined ? [] : [`${doubt}.`]),
	];
	if (texts.length === 0) return {};
	const text = texts.join(" ");
	return { warning: `299 chronos-job "${text.replaceAll('"', "'").replaceAll(/[^ !#-[\]-~]/g, "?")}"` };
}
