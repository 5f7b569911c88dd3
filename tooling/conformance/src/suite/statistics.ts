import { isFailedRequirement, isJson } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";

interface Histogram {
	readonly "75thPercentile": number;
	readonly "99thPercentile": number;
	readonly median: number;
	readonly mean: number;
	readonly count: number;
}

const fresh =
	'{"histogram":{"75thPercentile":0.0,"95thPercentile":0.0,"98thPercentile":0.0,"99thPercentile":0.0,"median":0.0,"mean":0.0,"count":0},"taskStatHistory":[]}';
const percentiles = ["99thPercentile", "98thPercentile", "95thPercentile", "75thPercentile", "median", "mean"];

async function histogramOf(chronos: Chronos, name: string): Promise<Histogram> {
	const reply = await chronos.call("GET", `job/stat/${name}`);
	isJson(reply);
	return (reply.json() as { readonly histogram: Histogram }).histogram;
}

async function timesOf(chronos: Chronos, percentile: string): Promise<ReadonlyMap<string, number>> {
	const reply = await chronos.call("GET", `stats/${percentile}`);
	isJson(reply);
	const rows = reply.json() as readonly { readonly jobNameLabel: string; readonly time: number }[];
	return new Map(
		rows.filter((row) => row.jobNameLabel.startsWith(chronos.prefix)).map((row) => [row.jobNameLabel, row.time]),
	);
}

export const statistics: Topic = {
	name: "job/stat and stats",
	tests: [
		{
			name: "the statistics of a job that never ran are zeroes and no history",
			section: "§1.4.11",
			run: async (chronos) => {
				const reply = await chronos.call("GET", `job/stat/${await chronos.create()}`);
				isJson(reply);
				equal("the body", reply.text, fresh);
			},
		},
		{
			name: "the statistics of an unknown job are 400",
			section: "§1.4.11",
			run: async (chronos) => {
				const name = chronos.name();
				isFailedRequirement(await chronos.call("GET", `job/stat/${name}`), `Job '${name}' not found`);
			},
		},
		{
			name: "a successful run is measured",
			section: "§1.4.11",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.run(name);
				await chronos.run(name);
				equal("count", (await histogramOf(chronos, name)).count, 2);
			},
		},
		{
			name: "a failed run is not measured",
			section: "§1.4.11",
			run: async (chronos) => {
				const name = await chronos.create({ command: "exit 1", retries: 0 });
				await chronos.run(name);
				equal("count", (await histogramOf(chronos, name)).count, 0);
			},
		},
		{
			name: "a success mark is not measured",
			section: "§1.4.11",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.markSuccessful(name);
				equal("count", (await histogramOf(chronos, name)).count, 0);
			},
		},
		{
			name: "durations are in milliseconds, and the mean is the median",
			section: "§1.4.11",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 1" });
				await chronos.run(name);
				const { median, mean, "99thPercentile": last } = await histogramOf(chronos, name);
				holds("the median is of seconds", median >= 1000 && median < 60_000, median);
				equal("mean and 99th percentile", [mean, last], [median, median]);
			},
		},
		{
			name: "durations are printed as doubles and the count as an integer",
			section: "§1.4.11",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.run(name);
				const { text } = await chronos.call("GET", `job/stat/${name}`);
				matches("the histogram", text, /"median":\d+\.\d+(E\d+)?,"mean":\d+\.\d+(E\d+)?,"count":1\}/);
			},
		},
		{
			name: "the history of tasks is empty without Cassandra",
			section: "§1.4.11",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.run(name);
				const { taskStatHistory } = (await chronos.call("GET", `job/stat/${name}`)).json() as Readonly<
					Record<string, unknown>
				>;
				equal("taskStatHistory", taskStatHistory, []);
			},
		},
		...[...percentiles, "count"].map((percentile): ChronosTest => ({
			name: `stats/${percentile} has every job`,
			section: "§1.4.12",
			run: async (chronos) => {
				const name = await chronos.create();
				equal("the time of a job that never ran", (await timesOf(chronos, percentile)).get(name), 0);
			},
		})),
		{
			name: "an unknown percentile has no jobs",
			section: "§1.4.12",
			run: async (chronos) => {
				await chronos.create();
				const reply = await chronos.call("GET", "stats/42ndPercentile");
				isJson(reply);
				equal("the body", reply.text, "[]");
			},
		},
		{
			name: "a line of stats is a name and seconds as a double",
			section: "§1.4.12",
			run: async (chronos) => {
				const name = await chronos.create();
				const { text } = await chronos.call("GET", "stats/median");
				holds("it is there", text.includes(`{"jobNameLabel":"${name}","time":0.0}`), text);
			},
		},
		{
			name: "stats are in seconds",
			section: "§1.4.12",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 1" });
				await chronos.run(name);
				const seconds = (await timesOf(chronos, "median")).get(name) ?? 0;
				equal("the time in ms", Math.round(seconds * 1000), Math.round((await histogramOf(chronos, name)).median));
				holds("it is of seconds", seconds >= 1 && seconds < 60, seconds);
			},
		},
		{
			name: "stats begin with the longest",
			section: "§1.4.12",
			run: async (chronos) => {
				await chronos.create({}, "never");
				const [short, long] = [await chronos.create({}, "short"), await chronos.create({ command: "sleep 1" }, "long")];
				await chronos.run(short);
				await chronos.run(long);
				const times = [...(await timesOf(chronos, "mean")).values()];
				equal(
					"the times",
					times,
					times.toSorted((a, b) => b - a),
				);
			},
		},
		{
			name: "stats need no content type, and care for none",
			section: "§1.8",
			run: async (chronos) =>
				isJson(await chronos.call("GET", "stats/mean", { headers: { "Content-Type": "text/plain" } })),
		},
	],
};
