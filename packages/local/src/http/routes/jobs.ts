import { sizeOf, valuesOf } from "../../engine/ordered-map.ts";
import { findJob, type JobState } from "../../engine/state.ts";
import { complain, illegal, notFound } from "../complaint.ts";
import { explainRefusal } from "../explain-refusal.ts";
import { findPoison } from "../find-poison.ts";
import { bareReply, jsonReply, noContent } from "../reply.ts";
import { paramOf, type Route } from "../route.ts";
import { submitJob } from "../submit-job.ts";
import { inShipments } from "../in-shipments.ts";

const json = { takes: "json", gives: "application/json" } as const;

export const listJobs: Route = {
	...json,
	answer: ({ engine, texts }) => {
		const { jobs } = engine.state;
		return jsonReply(inShipments(enclosed("[", texts.listed(jobs), "]"), sizeOf(jobs)));
	},
};

export const getJob: Route = {
	...json,
	answer: (server, asked) => {
		const name = paramOf(asked, "name");
		const found = findJob(server.engine.state, name);
		return found === undefined ? complain(server, notFound("Job", name)) : jsonReply(server.texts.job(found.job));
	},
};

export const listSummaries: Route = {
	...json,
	answer: async (server) => {
		const { jobs } = server.engine.state;
		const poison = await findPoison(server);
		if (poison !== undefined) return complain(server, illegal(`Invalid format: "${poison}"`));
		return jsonReply(inShipments(enclosed('{"jobs":[', server.texts.summaries(jobs), "]}"), sizeOf(jobs)));
	},
};

export const searchJobs: Route = {
	...json,
	answer: ({ engine, texts }, { query }) => {
		const limit = parseInteger(query.get("limit"), 10);
		const offset = parseInteger(query.get("offset"), 0);
		// A number that is none leads nowhere (contract §1.4.4).
		if (limit === undefined || offset === undefined) return bareReply(404);
		const found = [...valuesOf(engine.state.jobs)].filter(matches(query)).toSorted((a, b) => a.id - b.id);
		const page = found.slice(Math.max(0, offset), Math.max(0, offset + limit));
		return jsonReply(`[${page.map(({ job }) => texts.job(job)).join(",")}]`);
	},
};

export const putScheduledJob: Route = {
	...json,
	hasBody: true,
	answer: (server, asked) => submitJob(server, asked, "scheduled"),
};

export const putChildJob: Route = {
	takes: "readable json",
	gives: "application/json",
	hasBody: true,
	answer: (server, asked) => submitJob(server, asked, "child"),
};

export const startJob: Route = {
	...json,
	answer: async (server, asked) => {
		const args = asked.query.get("arguments") ?? "";
		const refusal = await server.engine.tell({ type: "job.started", name: paramOf(asked, "name"), args });
		return refusal === undefined ? noContent() : complain(server, explainRefusal(refusal));
	},
};

export const markSuccessful: Route = {
	...json,
	answer: async ({ engine }, asked) => {
		const name = paramOf(asked, "name");
		const refusal = await engine.tell({ type: "job.marked-successful", name });
		// Not JSON, whatever the label says, and no failure for a job that is unknown (contract §1.4.8).
		return jsonReply(`marked job ${name} as successful: ${refusal === undefined}`);
	},
};

export const deleteJob: Route = {
	...json,
	answer: async (server, asked) => {
		const refusal = await server.engine.tell({ type: "job.deleted", name: paramOf(asked, "name") });
		return refusal === undefined ? noContent() : complain(server, explainRefusal(refusal, { kind: "JobSchedule" }));
	},
};

function* enclosed(start: string, pieces: Iterable<Uint8Array>, end: string): Generator<Uint8Array, void> {
	yield Buffer.from(start);
	yield* pieces;
	yield Buffer.from(end);
}

function matches(query: URLSearchParams): (state: JobState) => boolean {
	const [name, command, any] = ["name", "command", "any"].map((key) => (query.get(key) ?? "").toLowerCase());
	return ({ job }) => {
		const texts = [job.name.toLowerCase(), job.command.toLowerCase()];
		if (texts[0]?.includes(name ?? "") === true && texts[1]?.includes(command ?? "") === true) return true;
		// It only rescues what the others have thrown out (contract §1.4.4).
		return any !== undefined && any !== "" && texts.some((text) => text.includes(any));
	};
}

function parseInteger(text: string | null, fallback: number): number | undefined {
	if (text === null || text.trim() === "") return fallback;
	const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
	return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
}
