export type {
	CallOptions,
	ChronosClient,
	GraphReader,
	JobQuery,
	JobsReader,
	JobsWriter,
	ReadClient,
	ServerReader,
	StatsReader,
	TasksWriter,
} from "./client/client.ts";
export type { ClientOptions, Learned, RawExchange } from "./client/client-options.ts";
export { createClient, createReader } from "./client/create-client.ts";
export type {
	LocalAttempt,
	LocalEnd,
	LocalEvent,
	LocalLog,
	LocalLogQuery,
	LocalOutcome,
	LocalReader,
	LocalRun,
	LocalServerFacts,
	LocalWhy,
} from "./client/local-reader.ts";
export { nodeTransport, type NodeTransportOptions } from "./client/node-transport.ts";
export type { Credentials, Target } from "./client/target.ts";
export type { Transport, WireReply, WireRequest } from "./client/transport.ts";
export { undiciTransport, type UndiciTransportOptions } from "./client/undici-transport.ts";
export { type Clock, systemClock } from "./clock.ts";
export { closest } from "./closest.ts";
export { localTime } from "./local-time.ts";
export { parseSpan } from "./parse-span.ts";
export { commandLine, shellQuote } from "./command-line.ts";
export { type ConfigEdit, editConfig } from "./context/edit-config.ts";
export { findProxy } from "./context/find-proxy.ts";
export { isAddress } from "./context/is-address.ts";
export { type ParsedConfig, parseConfig } from "./context/parse-config.ts";
export { type NetrcEntry, parseNetrc } from "./context/parse-netrc.ts";
export {
	addressesOf,
	contextsOf,
	localName,
	type ResolvedTarget,
	resolveTarget,
	type Wish,
} from "./context/resolve-target.ts";
export type { Ailment, AilmentCode, PastDefinition, ServerJobs } from "./diagnose/ailment.ts";
export { examineJobs } from "./diagnose/examine-jobs.ts";
export type { Hypothesis, IdleCode, IdleFacts } from "./diagnose/hypothesis.ts";
export { whyIdle } from "./diagnose/why-idle.ts";
export { type EditedText, applyEdits, applyFixes } from "./document/apply-edits.ts";
export { type CodeFrame, codeFrame, type FrameLine } from "./document/code-frame.ts";
export type { Edit, Finding, Fix, Severity } from "./document/finding.ts";
export { findNotUtf8 } from "./document/find-not-utf8.ts";
export { formatDocument, type Formatted } from "./document/format-document.ts";
export type { KeyOrder } from "./document/key-order.ts";
export type { FieldChange, JobDocument, Syntax } from "./document/job-document.ts";
export { parseDocument } from "./document/parse-document.ts";
export { parseFlawless } from "./document/parse-flawless.ts";
export { parseJson } from "./document/parse-json.ts";
export type { Path, Position, SourceRange } from "./document/position.ts";
export { showControls } from "./document/shown-text.ts";
export { type SyntaxCode, syntaxCodes } from "./document/syntax-codes.ts";
export {
	ChronosError,
	DocumentError,
	type ErrorCode,
	errorCodes,
	type ExitCode,
	exitCodes,
	hasCode,
	ResponseError,
} from "./errors.ts";
export { type EffectiveCommand, effectiveCommand } from "./explain/effective-command.ts";
export { type EffectiveVariable, effectiveEnvironment } from "./explain/effective-environment.ts";
export { type Amount, effectiveResources, type Resource } from "./explain/effective-resources.ts";
export { type EffectiveRetries, effectiveRetries } from "./explain/effective-retries.ts";
export { explainJob, type Habit, type JobExplanation } from "./explain/explain-job.ts";
export { type IgnoredWish, ignoredWishes } from "./explain/ignored-wishes.ts";
export type { GpuMachine } from "./gpus/cuda-requirement.ts";
export { examineGpuImage, type GpuImage, type GpuRemark } from "./gpus/examine-gpu-image.ts";
export { formatGpuUse, formatGpuUseBriefly, formatGpuUseNow, type GpuUse, parseGpuUse } from "./gpus/gpu-use.ts";
export { type DeletionEffect, deletionEffects } from "./graph/deletion-effects.ts";
export { buildGraph, type GraphJob, type JobGraph, type MissingParent } from "./graph/job-graph.ts";
export {
	explainUnwrappable,
	logDirOf,
	type LoggedCommand,
	unwrapCommand,
	withoutLogDir,
	wrapCommand,
} from "./log-dir/wrap-command.ts";
export { findMesosMaster, type MasterSearch } from "./mesos/find-mesos-master.ts";
export type { AgentRoom } from "./mesos/mesos-agents.ts";
export type { MesosAttempt } from "./mesos/mesos-tasks.ts";
export { openSandboxes, type SandboxOptions, type SandboxReader } from "./mesos/sandbox-reader.ts";
export type { SandboxRange } from "./mesos/read-sandbox-file.ts";
export { type Applied, applyPlan, type ApplyOptions } from "./plan/apply-plan.ts";
export { type ChangesOptions, changesOf, type ServerDefaults } from "./plan/changes.ts";
export type { Nudge } from "./plan/nudge.ts";
export { inLanes } from "./plan/in-lanes.ts";
export type { Change, Plan, Step } from "./plan/plan.ts";
export { planApply, type PlanOptions } from "./plan/plan-apply.ts";
export { planDeletion } from "./plan/plan-deletion.ts";
export type { AppliedStep, KeptDefinition } from "./plan/work.ts";
export { advance, type AdvanceOptions, isDue, nextStart } from "./schedule/advance.ts";
export { describeSchedule } from "./schedule/describe-schedule.ts";
export type { DriftCause } from "./schedule/drift-cause.ts";
export { explainSchedule, type ScheduleProblem } from "./schedule/explain-schedule.ts";
export { isCalendarPeriod, periodMs } from "./schedule/period.ts";
export { type ScheduleZones, startInstantOf } from "./schedule/start-instant.ts";
export { type Occurrence, upcoming, type UpcomingOptions } from "./schedule/upcoming.ts";
export { resolveZone, type Zone, type ZoneResolution } from "./schedule/zone.ts";
export { crossParams } from "./sweep/cross-params.ts";
export type { ParamProblem, Params, ParsedParams } from "./sweep/params.ts";
export { parseGrid } from "./sweep/parse-grid.ts";
export { parseParamTable, type TableFormat } from "./sweep/parse-param-table.ts";
export { groupName, sweepNames } from "./sweep/sweep-names.ts";
export { buildRules } from "./validate/build-rules/index.ts";
export { formatPath } from "./validate/format-path.ts";
export { findRule } from "./validate/find-rule.ts";
export type { Facts, ReadJob, Remark, Rule } from "./validate/rule.ts";
export { rules } from "./validate/rules/index.ts";
export { validate, type ValidateOptions, type Validation } from "./validate/validate.ts";
export {
	type Baseline,
	type BaselineOptions,
	baselineOf,
	type JobBaseline,
	type LocalBaseline,
} from "./watch/baseline.ts";
export { compareSnapshots, type Snapshot } from "./watch/compare-snapshots.ts";
export type { Fate, Until } from "./watch/fate.ts";
export type { RunEvent, RunOutcome } from "./watch/run-event.ts";
export type { SettleOptions } from "./watch/settle-options.ts";
export { settleRuns } from "./watch/settle-runs.ts";
export { isOutage } from "./watch/outage.ts";
export { watchRuns, type WatchOptions } from "./watch/watch-runs.ts";
export { shortHash } from "./short-hash.ts";
export type { FilterProblem } from "./selection/filter-tokens.ts";
export { globTest, isGlob } from "./selection/glob.ts";
export { type FactSource, type JobFacts, joinFacts, readFacts } from "./selection/job-facts.ts";
export {
	type FieldKind,
	type FieldValue,
	findField,
	jobFieldNames,
	type NamedField,
	nextRunOf,
	runningIn,
	timeOf,
} from "./selection/job-fields.ts";
export { type Filter, parseFilter } from "./selection/parse-filter.ts";
export { type SortKey, sortFacts } from "./selection/sort-facts.ts";
