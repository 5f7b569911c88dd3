import type { JobEntry } from "./ledger.ts";
import type { Proof } from "./proofs.ts";
import type { Said } from "./read-logs.ts";
import type { Stray } from "./strays.ts";
import type { EventView, JobView, RunView } from "./wire.ts";

/** All that is known at the end, from five sides that do not know of each other. */
export interface Evidence {
	/** What clients were told. */
	readonly ledger: readonly JobEntry[];
	/** What attempts wrote. */
	readonly proofs: ReadonlyMap<string, Proof>;
	/** What the server answers. */
	readonly jobs: readonly JobView[];
	/** The same, as it was sent. */
	readonly jobsText: string;
	/** The oldest first. */
	readonly runs: readonly RunView[];
	readonly events: readonly EventView[];
	/** What still runs on this machine. */
	readonly strays: readonly Stray[];
	/** What attempts said, by task id. */
	readonly logs: ReadonlyMap<string, Said>;
	/** What the engine still has, and what still watches over something that it had. */
	readonly containers: readonly string[];
	/** How much of everything the server thinks is used. */
	readonly used: Readonly<Record<string, number>>;
	/** When the machine was started, in milliseconds since 1970. */
	readonly bootedAt: number;
}
