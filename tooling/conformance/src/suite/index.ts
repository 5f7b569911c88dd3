import type { Topic } from "../chronos-test.ts";
import { authentication } from "./authentication.ts";
import { coercion } from "./coercion.ts";
import { container } from "./container.ts";
import { counters } from "./counters.ts";
import { deleteJob } from "./delete-job.ts";
import { dependents } from "./dependents.ts";
import { dialect2 } from "./dialect-2.ts";
import { environment } from "./environment.ts";
import { errors } from "./errors.ts";
import { exchanges } from "./exchanges.ts";
import { framing } from "./framing.ts";
import { graph } from "./graph.ts";
import { jobDefaults } from "./job-defaults.ts";
import { jobGet } from "./job-get.ts";
import { jobsList } from "./jobs-list.ts";
import { killTasks } from "./kill-tasks.ts";
import { kinds } from "./kinds.ts";
import { negotiation } from "./negotiation.ts";
import { nestedFields } from "./nested-fields.ts";
import { otherOrigins } from "./other-origins.ts";
import { progress } from "./progress.ts";
import { queues } from "./queues.ts";
import { restarts } from "./restarts.ts";
import { retries } from "./retries.ts";
import { scheduleGrammar } from "./schedule-grammar.ts";
import { scheduleRewrite } from "./schedule-rewrite.ts";
import { search } from "./search.ts";
import { smallCalls } from "./small-calls.ts";
import { startJob } from "./start-job.ts";
import { statistics } from "./statistics.ts";
import { submitChild } from "./submit-child.ts";
import { submitScheduled } from "./submit-scheduled.ts";
import { successMark } from "./success-mark.ts";
import { summary } from "./summary.ts";
import { updateScheduled } from "./update-scheduled.ts";
import { zones } from "./zones.ts";

/** All topics, by the names of their files. */
export const topics: readonly Topic[] = [
	authentication,
	coercion,
	container,
	counters,
	deleteJob,
	dependents,
	dialect2,
	environment,
	errors,
	exchanges,
	framing,
	graph,
	jobDefaults,
	jobGet,
	jobsList,
	killTasks,
	kinds,
	negotiation,
	nestedFields,
	otherOrigins,
	progress,
	queues,
	restarts,
	retries,
	scheduleGrammar,
	scheduleRewrite,
	search,
	smallCalls,
	startJob,
	statistics,
	submitChild,
	submitScheduled,
	successMark,
	summary,
	updateScheduled,
	zones,
];
