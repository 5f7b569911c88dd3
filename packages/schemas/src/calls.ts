import type { Milestone } from "./builds.ts";

export type Dialect = "3.x" | "2.x";

/** One call of the REST contract, without the shapes of what goes in and out (contract §1.4). */
export interface Call {
	readonly about: string;
	readonly method: "GET" | "POST" | "PUT" | "DELETE";
	/** By dialect, with `{param}` where a value has to be filled in; no path where the dialect lacks the call. */
	readonly path: { readonly [D in Dialect]?: string };
	/** What may stand after the question mark. */
	readonly query?: readonly string[];
	/** The build that brought it, where the dialect alone does not tell (contract §1.9). */
	readonly since?: Milestone;
}

export type CallName = keyof typeof calls;

type ParamOf<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamOf<Rest> : never;
export type PathParams<C extends Call> = { readonly [Name in ParamOf<C["path"]["3.x"]>]: string };

const everywhere = <P extends string>(path: P) =>
	({ "3.x": `/v1/scheduler/${path}`, "2.x": `/scheduler/${path}` }) as const;
const since3 = <P extends string>(path: P) => ({ "3.x": `/v1/scheduler/${path}` }) as const;
const atRoot = <P extends string>(path: P) => ({ "3.x": `/${path}`, "2.x": `/${path}` }) as const;

/** The calls as a client needs them to ask: no zod, whose start costs more than many a call. */
export const calls = {
	listJobs: { about: "List all jobs", method: "GET", path: everywhere("jobs") },
	getJob: { about: "Read one job", method: "GET", path: since3("job/{name}") },
	listSummaries: { about: "List what all jobs do and how they did", method: "GET", path: since3("jobs/summary") },
	searchJobs: {
		about: "List jobs by parts of their name or command, ten unless told otherwise",
		method: "GET",
		path: everywhere("jobs/search"),
		query: ["name", "command", "any", "limit", "offset"],
	},
	putScheduledJob: { about: "Create or replace a job without parents", method: "POST", path: everywhere("iso8601") },
	putChildJob: { about: "Create or replace a job with parents", method: "POST", path: everywhere("dependency") },
	startJob: { about: "Queue a run now", method: "PUT", path: everywhere("job/{name}"), query: ["arguments"] },
	markSuccessful: {
		about: "Count a success that did not happen",
		method: "PUT",
		path: everywhere("job/success/{name}"),
		since: "2.5",
	},
	deleteJob: { about: "Delete a job", method: "DELETE", path: everywhere("job/{name}") },
	killTasks: { about: "Kill what runs of a job", method: "DELETE", path: everywhere("task/kill/{name}") },
	reportProgress: {
		about: "Add to the elements an attempt has processed",
		method: "POST",
		path: everywhere("job/{name}/task/{taskId}/progress"),
	},
	getJobStat: { about: "Tell how long the runs of a job took", method: "GET", path: everywhere("job/stat/{name}") },
	listPercentile: { about: "Tell one percentile of every job", method: "GET", path: everywhere("stats/{percentile}") },
	getGraphDot: { about: "Draw the dependencies for Graphviz", method: "GET", path: everywhere("graph/dot") },
	getGraphCsv: { about: "List dependencies, results and activities", method: "GET", path: everywhere("graph/csv") },
	getLeader: { about: "Tell which server leads", method: "GET", path: everywhere("leader"), since: "2.5" },
	ping: { about: "Tell whether the leader answers", method: "GET", path: atRoot("ping") },
	getMetrics: {
		about: "Tell the numbers of the leader's process",
		method: "GET",
		path: atRoot("metrics"),
		query: ["pretty"],
	},
	getLogging: { about: "Show the log levels as a page", method: "GET", path: atRoot("logging") },
} as const satisfies Readonly<Record<string, Call>>;

/** The path of a call with its values filled in; undefined when the dialect lacks the call. */
export function fillPath<C extends Call>(call: C, dialect: Dialect, params: PathParams<C>): string | undefined {
	const values = new Map<string, unknown>(Object.entries(params));
	return call.path[dialect]?.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(String(values.get(name))),
	);
}
