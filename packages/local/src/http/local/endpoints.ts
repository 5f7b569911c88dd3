import { streamEvents } from "./events.ts";
import { getFile, getFiles } from "./files.ts";
import type { LocalEndpoint, Param } from "./local-endpoint.ts";
import { localJson } from "./local-reply.ts";
import { getLatestLog, getLog } from "./logs.ts";
import { openApi } from "./open-api.ts";
import { getAttempt, getRun, listRuns, listRunsOfJob } from "./runs.ts";
import { getCapacity, getVersion, getWhy } from "./status.ts";

const text = { type: "string" };
const integer = { type: "integer", minimum: 0 };
const json = (schema: string) => ({ type: "application/json", schema });

const name: Param = { about: "The name of a job.", schema: text };
const id: Param = { about: "The id of a run.", schema: integer };
const number: Param = { about: "The number of an attempt, from 0.", schema: integer };
const stream: Param = { about: "Which of the two.", schema: { ...text, enum: ["stdout", "stderr"] } };

const paging: Readonly<Record<string, Param>> = {
	limit: { about: "How many runs at most, 1000 at the most.", schema: { ...integer, default: 50 } },
	before: { about: "Only runs with smaller ids.", schema: integer },
};

const reading: Readonly<Record<string, Param>> = {
	since: { about: "The offset of the first byte.", schema: integer },
	tail: { about: "How many lines before the end to begin, where there is no `since`.", schema: integer },
	follow: { about: "Whether to wait for what is written, until the attempt has ended.", schema: { type: "boolean" } },
};

const log = {
	query: reading,
	reply: {
		type: "text/plain;charset=utf-8",
		headers: {
			"Log-Offset": { about: "The offset of the first byte of the body.", schema: integer },
			"Log-Task": { about: "The task id of the attempt.", schema: text },
		},
	},
};
const noSandbox = "The files of the attempt have been removed.";

/** Our own surface: whatever is answered under `/local/v1`, and all that is said about it. */
export const localEndpoints: readonly LocalEndpoint[] = [
	{
		id: "getVersion",
		path: "/local/v1",
		about: "Tell which server this is",
		reply: json("Version"),
		answer: getVersion,
	},
	{
		id: "getOpenApi",
		path: "/local/v1/openapi.json",
		about: "Describe this surface",
		reply: json("OpenApi"),
		answer: ({ facts }) => localJson(openApi(facts.version, localEndpoints)),
	},
	{
		id: "listRuns",
		path: "/local/v1/runs",
		about: "List runs with their attempts, the newest first",
		query: { job: { about: "Only those of this job.", schema: text }, ...paging },
		reply: json("Runs"),
		answer: listRuns,
	},
	{
		id: "getRun",
		path: "/local/v1/runs/{id}",
		about: "Read one run with its attempts",
		params: { id },
		reply: json("Run"),
		problems: { 404: "There is no such run." },
		answer: getRun,
	},
	{
		id: "listRunsOfJob",
		path: "/local/v1/jobs/{name}/runs",
		about: "List the runs of one job, the newest first; those of a deleted one as well",
		params: { name },
		query: paging,
		reply: json("Runs"),
		problems: { 404: "There is no such job." },
		answer: listRunsOfJob,
	},
	{
		id: "getWhy",
		path: "/local/v1/jobs/{name}/why",
		about: "Tell what keeps a job from running",
		params: { name },
		reply: json("Why"),
		problems: { 404: "There is no such job." },
		answer: getWhy,
	},
	{
		id: "getAttempt",
		path: "/local/v1/attempts/{taskId}",
		about: "Read one attempt by its task id",
		params: { taskId: { about: "Such as `ct:1420843781398:0:sample:`, percent-encoded.", schema: text } },
		reply: json("Attempt"),
		problems: { 404: "There is no such attempt." },
		answer: getAttempt,
	},
	{
		id: "getLog",
		path: "/local/v1/runs/{id}/attempts/{number}/logs/{stream}",
		about: "Read what an attempt has written",
		params: { id, number, stream },
		...log,
		problems: { 404: "There is no such attempt, or it was never launched.", 410: noSandbox },
		answer: getLog,
	},
	{
		id: "getLatestLog",
		path: "/local/v1/jobs/{name}/logs/{stream}",
		about: "Read what the latest attempt of a job has written",
		params: { name, stream },
		...log,
		problems: {
			404: "There is no such job, it has not run yet, or its latest attempt was never launched.",
			410: noSandbox,
		},
		answer: getLatestLog,
	},
	{
		id: "getFiles",
		path: "/local/v1/runs/{id}/attempts/{number}/files",
		about: "List the files in the sandbox of an attempt",
		params: { id, number },
		reply: json("Files"),
		problems: { 404: "There is no such attempt, or it was never launched.", 410: noSandbox },
		answer: getFiles,
	},
	{
		id: "getFile",
		path: "/local/v1/runs/{id}/attempts/{number}/files/{path...}",
		about: "Download a file from the sandbox of an attempt",
		params: { id, number, path: { about: "The path of a plain file, slashes included.", schema: text } },
		reply: { type: "application/octet-stream" },
		problems: { 404: "There is no such file, or the attempt was never launched.", 410: noSandbox },
		answer: getFile,
	},
	{
		id: "streamEvents",
		path: "/local/v1/events",
		about:
			"Tell all that happens, as server-sent events: each has an id, its type as its name and JSON as its data, which says `at` what time it happened. An event `gap` says that events before `from` are no longer kept",
		query: {
			after: {
				about: "The id of the last event that is known; 0 for all. Without it only what is to come.",
				schema: integer,
			},
		},
		headers: { "Last-Event-ID": { about: "The same, as browsers say it; it wins.", schema: text } },
		reply: { type: "text/event-stream" },
		answer: streamEvents,
	},
	{
		id: "getCapacity",
		path: "/local/v1/capacity",
		about: "Tell what this machine has, what is used, and who waits",
		reply: json("Capacity"),
		answer: getCapacity,
	},
];
