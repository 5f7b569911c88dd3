export { type Activity, formatActivity, parseActivity } from "./activity.ts";
export { type Build, buildsOf, dialectOf, formatBuilds, hasMilestone, isBuild, type Milestone } from "./builds.ts";
export { type Call, type CallName, calls, type Dialect, fillPath, type PathParams } from "./calls.ts";
export { ConfigFile, Context, PasswordSource } from "./config-file.ts";
export { formatConstraint, parseConstraint } from "./constraint-text.ts";
export { type Duration, formatDuration, parseDuration } from "./duration.ts";
export { type Endpoint, type EndpointName, endpoints, JobBody, type ReplyOf } from "./endpoints.ts";
export { formatJob, formatSpec } from "./format-job.ts";
export { formatGraphCsv, type GraphCsvRow, parseGraphCsv } from "./graph-csv.ts";
export type { Immutable } from "./immutable.ts";
export { javaDouble } from "./java-double.ts";
export {
	containerFields,
	defaultOf,
	type Field,
	fetchFields,
	type JobField,
	type JobFieldName,
	jobFields,
	volumeFields,
} from "./job-fields.ts";
export { jobLayout, type Layout } from "./job-layout.ts";
export { countersOf, specOf } from "./job-parts.ts";
export { JobFile, JobSpec } from "./job-spec.ts";
export { Histogram, JobStat, Percentile, PercentileStats, TaskStat } from "./job-stat.ts";
export { resultOf } from "./job-result.ts";
export { JobStatus, JobSummaries, JobSummary } from "./job-summary.ts";
export { Counters, Job } from "./job.ts";
export { type Draft, type JsonSchema, jobSchema } from "./json-schema.ts";
export { type JobKind, kindOf } from "./kind-of.ts";
export {
	isApiResult,
	isCanonicalJob,
	isJobStat,
	isJobSummaries,
	isLeader,
	isPercentileStats,
	readJob,
} from "./reply-validators.ts";
export { formatSchedule, parseSchedule, type Schedule } from "./schedule.ts";
export { ApiResult, Leader, Metrics, Progress } from "./server-replies.ts";
export { Container, ExternalVolume, Label, NetworkInfo, Parameter, PortMapping, Volume } from "./spec/container.ts";
export { EnvironmentVariable, Fetch } from "./spec/fetch.ts";
export { Constraint, Operator } from "./spec/placement.ts";
export { formatStart, parseStart, type Start } from "./start.ts";
export { formatTaskId, parseTaskId, type TaskId } from "./task-id.ts";
export { isJobFile, jobFileErrors, type ShapeError } from "./validators.ts";
