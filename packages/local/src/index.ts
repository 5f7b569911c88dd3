export { decide } from "./engine/decide.ts";
export type { Effect, EngineEvent, Refusal } from "./engine/effect.ts";
export { histogramOf } from "./engine/histogram-of.ts";
export type { Input } from "./engine/input.ts";
export { valuesOf } from "./engine/ordered-map.ts";
export { restoreState, type Saved } from "./engine/restore-state.ts";
export { createSettings, type Settings, type SettingsOptions } from "./engine/settings.ts";
export { totalOf } from "./engine/capacity.ts";
export { type Capacity, childrenOf, emptyState, type EngineState, findJob, findRun } from "./engine/state.ts";
export { activityOf, statusOf, summaryOf } from "./engine/summary-of.ts";
export { type Reason, whyNotRunning } from "./engine/why-not-running.ts";
export { shellStatusOf } from "./executors/attempt-record.ts";
export type {
	AttemptEnd,
	AttemptSpec,
	Executor,
	Launch,
	PullProgress,
	Recovery,
	RunningAttempt,
	Sandbox,
} from "./executors/executor.ts";
export { detectCapacity, detectCapacityInSteps, type MachineCapacity } from "./executors/detect-capacity.ts";
export { describeEngine, type EngineView } from "./executors/docker/describe-engine.ts";
export { apptainerFinder } from "./executors/apptainer/apptainer-program.ts";
export { execApptainer, isOfApptainer } from "./executors/apptainer/exec-apptainer.ts";
export type { EngineClient } from "./executors/docker/engine-client.ts";
export { findEngine } from "./executors/docker/find-engine.ts";
export { surveyEngines } from "./executors/docker/survey-engines.ts";
export { findRunning, type MappedPort, type RunningContainer } from "./executors/docker/find-running.ts";
export { type ContainerPlace, execContainer } from "./executors/docker/exec-container.ts";
export { nameOf as containerNameOf } from "./executors/docker/launch-container.ts";
export { type NoPruner, openPruner, type Pruner, type Removal } from "./executors/docker/prune/open-pruner.ts";
export type { PrunePlan } from "./executors/docker/prune/plan-prune.ts";
export { endContainers } from "./executors/docker/end-containers.ts";
export { environmentOf, execProcess, type ExecTerminal, type Execution } from "./executors/exec-process.ts";
export { endLeftovers } from "./executors/end-leftovers.ts";
export { readHostFacts } from "./executors/host-facts.ts";
export { executors } from "./executors/index.ts";
export type { Limits } from "./executors/limits.ts";
export { probeLimits } from "./executors/probe-limits.ts";
export { systemProcesses } from "./executors/processes.ts";
export type { GpuEnvironment } from "./gpus/detect-gpus.ts";
export type { Gpu } from "./gpus/gpu.ts";
export type { GpuReading } from "./gpus/gpu-tool.ts";
export { examineGpuSetUp } from "./gpus/examine-gpu-set-up.ts";
export type { GpuFinding } from "./gpus/gpu-finding.ts";
export type { GpuSetUp } from "./gpus/gpu-set-up.ts";
export { readGpuSetUp } from "./gpus/read-gpu-set-up.ts";
export { measureGpus } from "./gpus/measure-gpus.ts";
export { createHandler } from "./http/create-handler.ts";
export { type Deviation, deviations } from "./http/deviations.ts";
export type { Handler, LocalRequest, Reply } from "./http/handler.ts";
export { type Address, type Listening, serve } from "./http/serve.ts";
export { pullText, reasonText } from "./http/reason-text.ts";
export type { ServerFacts } from "./http/server-facts.ts";
export { pruneSandboxes, type Retention } from "./sandbox/prune-sandboxes.ts";
export { type LogChunk, readLog, type ReadLogOptions } from "./sandbox/read-log.ts";
export { removeDirectory } from "./sandbox/remove-directory.ts";
export { createSandbox, sandboxAt } from "./sandbox/sandbox.ts";
export { watchFile } from "./sandbox/watch-file.ts";
export { checkStateDirectory, openStateDirectory } from "./state/open-state-directory.ts";
export { ensurePassword } from "./state/password.ts";
export { openServerLog } from "./state/server-log.ts";
export { parseServerRecord, removeServerRecord, type ServerRecord, writeServerRecord } from "./state/server-record.ts";
export { openSocketPlace } from "./state/socket-path.ts";
export { findStateDirectory, type StateDirectory } from "./state/state-directory.ts";
export { inState } from "./state/state-failure.ts";
export { memoryStore } from "./stores/memory-store.ts";
export { type Repair, repairStore } from "./stores/repair/repair-store.ts";
export { lockState } from "./stores/state-lock.ts";
export type { Store } from "./stores/store.ts";
export { openSqliteStore } from "./stores/sqlite-store.ts";
export {
	type ScriptedAttempt,
	type ScriptedExecutor,
	scriptedExecutor,
	type ScriptedJob,
	type ScriptedOutcome,
} from "./executors/scripted-executor.ts";
export { type ManualClock, manualClock, type Span } from "./manual-clock.ts";
export type { Engine } from "./runtime/engine.ts";
export { JobRefusedError } from "./job-refused-error.ts";
export { EngineClosedError } from "./runtime/engine-closed-error.ts";
export { defaultRetention, type EngineOptions, type Problem, type RetentionLimits } from "./runtime/engine-options.ts";
export { openEngine } from "./runtime/open-engine.ts";
export { type LocalOptions, type LocalServer, startLocal } from "./start-local.ts";
export type { SubmitOptions, SubmittedJob } from "./submit-jobs.ts";
