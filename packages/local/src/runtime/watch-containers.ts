import type { Input } from "../engine/input.ts";
import type { EngineOptions } from "./engine-options.ts";
import { lackOfContainers } from "./executors-of.ts";

export interface ContainersWatch extends Pick<EngineOptions, "containers" | "clock"> {
	/** What was wrong at the last look. */
	readonly unavailable: string | undefined;
	readonly note: (input: Input) => void;
	/** Fires when nobody wants to know any more. */
	readonly ended: AbortSignal;
}

/** Tells when an engine of containers has come or gone. */
export async function watchContainers({ containers, clock, unavailable, note, ended }: ContainersWatch): Promise<void> {
	if (containers === undefined) return;
	let last = unavailable;
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await clock.sleep(everyMs, ended);
		if (ended.aborted) return;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const lack = await lackOfContainers(containers);
		if (lack === last || ended.aborted) continue;
		last = lack;
		note({ type: "executor.changed", executor: "container", ...(lack === undefined ? {} : { unavailable: lack }) });
	}
}

const everyMs = 5000;
