import type { Asked, Facts } from "./asked.ts";
import { isSchedule } from "./launch-schedule.ts";
import { bare, noContent, page, plainRefusal, refusal, type Reply, requirement } from "./replies.ts";
import { isRecord, isStumble, parentsOf, type StoredJob, storedJobOf } from "./stored-job.ts";

/** What Chronos says to a submitted job (contract §3.1–§3.4). */
export function submit(kind: "schedule" | "parents", { body, path, contentType }: Asked, facts: Facts): Reply {
	if (contentType !== "application/json") return bare(415);
	if (body === "" || body === "null") return refusal(500, "java.lang.NullPointerException");
	const document = parseJson(body);
	if (document === undefined) return page(500, path, parseException);
	const job = storedJobOf(document, { build: facts.build, now: facts.now() });
	if (isStumble(job)) return page(500, path, job.exception);
	if (job[kind] === undefined) return page(500, path, "java.lang.IllegalArgumentException: argument type mismatch");
	const refused = refuse(kind, job, facts);
	if (refused === undefined) facts.world.put(job);
	return refused ?? noContent;
}

const parseException =
	"javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException: Unexpected end-of-input";
const invalidName = requirement(String.raw`the job's name is invalid. Allowed names: '([\w\.-]+)'`);

function refuse(kind: "schedule" | "parents", job: StoredJob, { world, dialect }: Facts): Reply | undefined {
	const refusals = kind === "schedule" ? refuseScheduled : refuseChild;
	const isNew = world.find(job.name) === undefined;
	const isUnnamable = isNew && !/^[\w.-]+$/.test(job.name);
	const isKnown = (name: string) => world.find(name) !== undefined;
	const refused = isUnnamable ? invalidName : refusals(job, { isNew, isKnown });
	if (dialect === "3.x") return refused;
	return refused === undefined ? refuseOrphan(job, isKnown) : oldRefusal(refused);
}

interface Surroundings {
	readonly isNew: boolean;
	readonly isKnown: (name: string) => boolean;
}

function refuseScheduled(job: StoredJob, { isNew }: Surroundings): Reply | undefined {
	const schedule = String(job["schedule"]);
	if (!isSchedule(schedule)) return refusal(400, `Cannot parse schedule '${schedule}' (wtf bro)`, { trace: false });
	return isNew && hasItems(job["uris"]) && hasItems(job["fetch"])
		? refusal(400, `Tried to add both uri (deprecated) and fetch parameters on ${job.name}`, { trace: false })
		: undefined;
}

function refuseChild(job: StoredJob, { isNew, isKnown }: Surroundings): Reply | undefined {
	const parents = parentsOf(job);
	if (parents.length === 0)
		return isNew
			? refusal(500, "java.lang.Exception: Error, parent does not exist")
			: requirement("Error, parent does not exist");
	if (isNew) return undefined;
	if (!parents.every(isKnown)) return requirement(`JobSchedule ${job.name} does not have all parents defined!`);
	return parents.includes(job.name) ? refusal(400, "java.lang.IllegalArgumentException: loops not allowed") : undefined;
}

/** Unlike its successor, 2.x looks for the parents of new jobs (contract §1.9). */
function refuseOrphan(job: StoredJob, isKnown: (name: string) => boolean): Reply | undefined {
	return parentsOf(job).every(isKnown)
		? undefined
		: plainRefusal(400, `requirement failed: Job ${job.name} does not have all parents defined!`);
}

/** The text of the exception alone, and none for its short sentences and its own failures (contract §1.9). */
function oldRefusal({ status, body = "" }: Reply): Reply {
	const answer = parseJson(body);
	const [message = ""] = isRecord(answer) ? String(answer["message"]).split("\n") : [];
	const [, sentence = ""] = /IllegalArgumentException: (.*)/.exec(message) ?? [];
	return plainRefusal(status, sentence.replace("JobSchedule ", "Job "));
}

function hasItems(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0;
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
