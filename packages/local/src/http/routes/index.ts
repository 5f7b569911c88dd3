import type { CallName } from "@chronos-job/schemas";
import type { Route } from "../route.ts";
import { getGraphCsv, getGraphDot } from "./graph.ts";
import * as jobs from "./jobs.ts";
import { getLeader, getLogging, getMetrics, ping } from "./server.ts";
import { getJobStat, listPercentile } from "./stats.ts";
import { killTasks, reportProgress } from "./tasks.ts";

/** Who answers which call of the contract. */
export const routes = {
	listJobs: jobs.listJobs,
	getJob: jobs.getJob,
	listSummaries: jobs.listSummaries,
	searchJobs: jobs.searchJobs,
	putScheduledJob: jobs.putScheduledJob,
	putChildJob: jobs.putChildJob,
	startJob: jobs.startJob,
	markSuccessful: jobs.markSuccessful,
	deleteJob: jobs.deleteJob,
	killTasks,
	reportProgress,
	getJobStat,
	listPercentile,
	getGraphDot,
	getGraphCsv,
	getLeader,
	ping,
	getMetrics,
	getLogging,
} satisfies Readonly<Record<CallName, Route>>;
