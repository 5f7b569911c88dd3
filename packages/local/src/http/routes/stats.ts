import { type Histogram, javaDouble } from "@chronos-job/schemas";
import { histogramOf } from "../../engine/histogram-of.ts";
import { valuesOf } from "../../engine/ordered-map.ts";
import { findJob } from "../../engine/state.ts";
import { complain, notFound } from "../complaint.ts";
import { jsonReply } from "../reply.ts";
import { paramOf, type Route } from "../route.ts";

export const getJobStat: Route = {
	takes: "json",
	gives: "application/json",
	answer: (server, asked) => {
		const name = paramOf(asked, "name");
		const found = findJob(server.engine.state, name);
		if (found === undefined) return complain(server, notFound("Job", name));
		// Without Cassandra the history is empty (contract §1.4.11); ours is under /local/v1.
		return jsonReply(`{"histogram":${formatHistogram(histogramOf(found.durations))},"taskStatHistory":[]}`);
	},
};

export const listPercentile: Route = {
	gives: "application/json",
	answer: ({ engine }, asked) => {
		const percentile = columns.find((name) => name === paramOf(asked, "percentile"));
		if (percentile === undefined) return jsonReply("[]");
		const times = [...valuesOf(engine.state.jobs)].map(({ job, durations }) => ({
			name: job.name,
			seconds: histogramOf(durations)[percentile] / 1000,
		}));
		const rows = times
			.toSorted((a, b) => b.seconds - a.seconds)
			.map(({ name, seconds }) => `{"jobNameLabel":${JSON.stringify(name)},"time":${javaDouble(seconds)}}`);
		return jsonReply(`[${rows.join(",")}]`);
	},
};

// The last one is no percentile, but works (contract §1.4.12).
const columns = [
	"75thPercentile",
	"95thPercentile",
	"98thPercentile",
	"99thPercentile",
	"median",
	"mean",
	"count",
] as const satisfies readonly (keyof Histogram)[];

function formatHistogram(histogram: Histogram): string {
	const fields = columns.map((name) => {
		const value = histogram[name];
		return `"${name}":${name === "count" ? value : javaDouble(value)}`;
	});
	return `{${fields.join(",")}}`;
}
