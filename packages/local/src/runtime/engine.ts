import type { GpuUse } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { Refusal } from "../engine/effect.ts";
import type { Input } from "../engine/input.ts";
import type { Attempt, EngineState } from "../engine/state.ts";
import type { Sandbox } from "../executors/executor.ts";
import type { History, StoredEvent } from "../stores/store.ts";

/** A scheduler at work: it feeds what happens to `decide`, stores what is decided, and then does it. */
export interface Engine extends AsyncDisposable {
	/** As of the last commit. */
	readonly state: EngineState;
	now(): number;
	/** Resolves when the input is decided and on disk; rejects with a `StoreError` when it cannot be stored. */
	tell(input: Input): Promise<Refusal | undefined>;
	readonly history: History;
	/** All events after an id, then those to come, without a gap; ends when the signal fires. */
	events(options: { readonly after: number; readonly signal: AbortSignal }): AsyncIterable<StoredEvent>;
	readonly lastEventId: number;
	/** What containers are run with, as of the last look. */
	containersBy(): string | undefined;
	/** Why no attempt of a job can ever be launched here, as far as that can be told beforehand. */
	findObstacle(job: Job): string | undefined;
	/** What may go wrong with a job all the same. */
	findDoubt(job: Job): string | undefined;
	/** Looks at what both of these have to know. */
	study(job: Job): Promise<void>;
	/** Of an attempt that is under way; undefined while nobody has looked. */
	readonly gpuUseOf: (taskId: string) => GpuUse | undefined;
	sandboxOf(attempt: Pick<Attempt, "runId" | "number">): Sandbox;
	/** Takes nothing new, and leaves what runs running unless it is told to stop it. */
	close(options?: { readonly stopJobs?: boolean }): Promise<void>;
}
