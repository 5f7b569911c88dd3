import type { Attempts } from "./keep-attempts.ts";
import type { Bell } from "./bell.ts";
import type { EngineOptions } from "./engine-options.ts";
import type { Alarm } from "./keep-time.ts";
import type { Places } from "./places.ts";
import type { Groups } from "./run-groups.ts";
import type { GpuWatch } from "./watch-gpus.ts";

/** The parts of an engine at work. */
export interface Workings {
	readonly options: EngineOptions;
	readonly groups: Groups;
	readonly attempts: Attempts;
	readonly places: Places;
	readonly alarm: Alarm;
	readonly gpus: GpuWatch;
	/** Rings for those who read events. */
	readonly bell: Bell;
	/** Fires when nothing is decided any more. */
	readonly end: AbortController;
}
