import { hash } from "node:crypto";
import { join, sep } from "node:path";
import { valuesOf } from "../engine/ordered-map.ts";
import type { Attempt, EngineState } from "../engine/state.ts";
import type { AttemptSpec, Sandbox } from "../executors/executor.ts";
import { sandboxAt } from "../sandbox/sandbox.ts";
import type { EngineOptions } from "./engine-options.ts";

type AttemptKey = Pick<Attempt, "runId" | "number">;

/** Where attempts are, and who they are: the same after every restart. */
export interface Places {
	identityOf(attempt: Attempt): Omit<AttemptSpec, "job">;
	readonly sandboxOf: (attempt: AttemptKey) => Sandbox;
	/** The directories of attempts that are under way. */
	readonly taken: () => ReadonlySet<string>;
}

export function createPlaces(
	{ store, sandboxRoot }: Pick<EngineOptions, "store" | "sandboxRoot">,
	state: () => EngineState,
): Places {
	const root = join(sandboxRoot, sep);
	const directoryOf = ({ runId, number }: AttemptKey): string => `${root}${String(runId)}-${String(number)}`;
	return {
		identityOf: (attempt) => ({
			taskId: attempt.taskId,
			nonce: nonceOf(store.id, attempt),
			devices: attempt.devices,
			needs: attempt.needs,
		}),
		sandboxOf: (attempt) => sandboxAt(directoryOf(attempt)),
		taken: () => new Set(Array.from(valuesOf(state().attempts), directoryOf)),
	};
}

/** No other store's, so that a directory that two servers use one after the other holds no wrong ends. */
function nonceOf(storeId: string, { runId, number }: AttemptKey): string {
	return hash("sha256", `${storeId}\n${String(runId)}\n${String(number)}`).slice(0, 32);
}
