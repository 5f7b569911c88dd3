import { isRecord } from "../is-record.ts";
import { refuseUnreadable } from "../complaint.ts";
import { readBody } from "../read-body.ts";
import { noContent } from "../reply.ts";
import type { Route } from "../route.ts";
import { putChildJob, putScheduledJob } from "./jobs.ts";

/** What only servers before 3.0 have (contract §1.9). */
export interface OldCall {
	readonly method: string;
	readonly path: string;
	readonly route: Route;
}

// Deviation: the exit of the process is the end of every attempt, so that there is nothing left to report.
const reportTask: Route = {
	takes: "json",
	gives: "application/json",
	hasBody: true,
	answer: (server, { request, path }) => {
		const body = readBody(request.body);
		if (body.kind === "unreadable") return refuseUnreadable(server, body, path);
		const { value } = body;
		if (
			isRecord(value) &&
			Object.keys(value).every((name) => name === "statusCode") &&
			isInteger(value["statusCode"])
		) {
			return noContent();
		}
		const thrown = "javax.servlet.ServletException: com.fasterxml.jackson.databind.JsonMappingException";
		return refuseUnreadable(server, { flaw: "statusCode: is not the one whole number of the body", thrown }, path);
	},
};

const clearQueue: Route = {
	gives: "application/json",
	answer: async ({ engine }) => {
		await engine.tell({ type: "queue.cleared" });
		return noContent();
	},
};

export const oldCalls: readonly OldCall[] = [
	{ method: "PUT", path: "/scheduler/iso8601", route: putScheduledJob },
	{ method: "PUT", path: "/scheduler/dependency", route: putChildJob },
	{ method: "PUT", path: "/scheduler/task/{taskId}", route: reportTask },
	{ method: "DELETE", path: "/scheduler/task/all", route: clearQueue },
];

function isInteger(value: unknown): boolean {
	return value === undefined || Number.isInteger(value);
}
