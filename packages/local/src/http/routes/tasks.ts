import { parseTaskId } from "@chronos-job/schemas";
import { findJob } from "../../engine/state.ts";
import { type Complaint, complain, notFound, refuseUnreadable, requirement, type Unreadable } from "../complaint.ts";
import { explainRefusal } from "../explain-refusal.ts";
import type { Reply } from "../handler.ts";
import { isRecord } from "../is-record.ts";
import { readBody } from "../read-body.ts";
import { bareReply, noContent } from "../reply.ts";
import { type Asked, paramOf, type Route } from "../route.ts";
import type { Server } from "../server.ts";

export const killTasks: Route = {
	gives: "application/json",
	answer: async (server, asked) => {
		const name = paramOf(asked, "name");
		const refusal = await server.engine.tell({ type: "tasks.killed", name });
		if (server.facts.dialect === "2.x") return killQueued(server, name, refusal === undefined);
		return refusal === undefined ? noContent() : complain(server, explainRefusal(refusal, { kind: "JobSchedule" }));
	},
};

/** Before 3.0 what was queued went as well, and an unknown job was a failure of the server (contract §1.9). */
async function killQueued({ engine }: Server, name: string, isKnown: boolean): Promise<Reply> {
	if (!isKnown) return bareReply(500);
	await engine.tell({ type: "queue.cleared", name });
	return noContent();
}

/** Without Cassandra nobody counts, as with Chronos; but the request is looked at (contract §1.4.10). */
export const reportProgress: Route = {
	takes: "json",
	gives: "application/json",
	hasBody: true,
	answer: (server, asked) => {
		const progress = readProgress(asked.request.body);
		if (typeof progress === "object") return refuseUnreadable(server, progress, asked.path);
		const complaint = findProgressComplaint(server, asked, progress);
		return complaint === undefined ? noContent() : complain(server, complaint);
	},
};

const field = "numAdditionalElementsProcessed";

function readProgress(bytes: Uint8Array): number | Unreadable {
	const body = readBody(bytes);
	if (body.kind === "unreadable") return body;
	const thrown = "javax.servlet.ServletException: com.fasterxml.jackson.databind.JsonMappingException";
	if (!isRecord(body.value)) return { flaw: "the body is not an object", thrown };
	const unknown = Object.keys(body.value).find((name) => name !== field);
	if (unknown !== undefined) return { flaw: `${unknown}: is not a field of a progress`, thrown };
	const { [field]: number = 0 } = body.value;
	return Number.isInteger(number) ? Number(number) : { flaw: `${field}: is not a whole number`, thrown };
}

function findProgressComplaint({ engine }: Server, asked: Asked, progress: number): Complaint | undefined {
	const [name, taskId] = [paramOf(asked, "name"), paramOf(asked, "taskId")];
	const job = findJob(engine.state, name)?.job;
	if (job === undefined) return notFound("JobSchedule", name);
	if (parseTaskId(taskId) === undefined) return requirement(`Invalid task id format ${taskId}`);
	if (!job.dataProcessingJobType) return requirement(`JobSchedule '${name}' is not enabled to track data`);
	return progress < 0 ? requirement(`${field} (${progress}) is not positive`) : undefined;
}
