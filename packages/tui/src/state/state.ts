import type { ContextChoice, Verb } from "../dashboard-options.ts";
import type { Dialog } from "./dialog.ts";
import type { Input } from "./input.ts";
import type { GpuUses, JobRow } from "./job-row.ts";
import type { Level } from "./level.ts";
import type { RowTest } from "./row-filter.ts";
import type { InputHistory, Settings, SortChoice } from "./settings.ts";
import type { LoggedCall, Notice, Task } from "./task.ts";

/** All that the screen is made of. */
export interface State {
	readonly size: Size;
	readonly now: number;
	readonly place: PlaceFacts;
	readonly settings: Settings;
	readonly data: Data;
	readonly table: Table;
	/** From the jobs to where somebody is now; the last one has the keys. Never empty. */
	readonly levels: readonly Level[];
	/** The level that was left last. */
	readonly left: Level | undefined;
	/** What is typed at the bottom. */
	readonly input: Input | undefined;
	/** What waits for an answer, above everything. */
	readonly dialog: Dialog | undefined;
	/** Dialogs that wait for that one to be gone. */
	readonly waiting: readonly Dialog[];
	/** Grows with every task and every filling of a pane, which are named after it. */
	readonly serial: number;
	readonly tasks: readonly Task[];
	readonly calls: readonly LoggedCall[];
	/** One line for a few seconds. */
	readonly notice: Notice | undefined;
	readonly history: InputHistory;
}

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

export interface PlaceFacts {
	readonly context: string;
	readonly server: string;
	readonly dialect: string | undefined;
	readonly isReadOnly: boolean;
	readonly isDanger: boolean;
	readonly contexts: readonly ContextChoice[];
	readonly verbs: readonly Verb[];
	readonly user: string;
	readonly zone: string | undefined;
	/** Server minus us; undefined until known. */
	readonly skewMs: number | undefined;
}

export interface Data {
	/** Those of the last answer, kept when there is none. */
	readonly jobs: ReadonlyMap<string, JobRow>;
	/** When the server last answered; undefined before it did. */
	readonly at: number | undefined;
	readonly feed: FeedState;
	/** Whether owner, resources and runs are known, not only states. */
	readonly isWhole: boolean;
	readonly counts: Counts;
	/** Jobs that vanished while somebody looked at them, until then. */
	readonly tombstones: ReadonlyMap<string, Tombstone>;
	/** Rows that changed with the last answer. */
	readonly changed: ReadonlySet<string>;
	readonly changedAt: number | undefined;
	/** When a run that failed is tried again, by job. */
	readonly retries: ReadonlyMap<string, number>;
	readonly gpuUses: GpuUses;
	/** The sweep of jobs, by their names. */
	readonly sweeps: ReadonlyMap<string, string>;
}

export interface Tombstone {
	readonly row: JobRow;
	readonly untilAt: number;
}

export interface Counts {
	readonly total: number;
	readonly running: number;
	readonly queued: number;
	readonly failed: number;
	readonly disabled: number;
}

/** How the data comes, in the words that are shown. */
export type FeedState =
	| { readonly kind: "connecting" }
	/** The server tells by itself. */
	| { readonly kind: "live" }
	| { readonly kind: "polling"; readonly everyMs: number }
	| { readonly kind: "paused" }
	| { readonly kind: "offline"; readonly message: string; readonly hint: string | undefined; readonly retryAt: number };

export interface Table {
	readonly filter: AppliedFilter;
	readonly sort: SortChoice;
	/** Only those whose last run failed. */
	readonly isFailuresOnly: boolean;
	readonly view: string;
	/** Names of the rows, filtered and sorted; sweeps are `sweep:NAME` where they are folded. */
	readonly order: readonly string[];
	/** By `sweep:NAME`, with what is known of their jobs. */
	readonly groups: ReadonlyMap<string, GroupRow>;
	readonly openGroups: ReadonlySet<string>;
	/** What `order` is made of: jobs that stand alone and sweeps, sorted. */
	readonly heads: readonly string[];
	/** The matching jobs of every sweep, by the sweep's own name, sorted. */
	readonly members: ReadonlyMap<string, readonly string[]>;
	/** How many jobs match. */
	readonly matching: number;
	/** While somebody types or answers: the rows as they were, so that none moves. */
	readonly held: ReadonlyMap<string, JobRow> | undefined;
	/** The job, not the row, is selected. */
	readonly selected: string | undefined;
	/** The first row on the screen. */
	readonly top: number;
	readonly marked: ReadonlySet<string>;
	/** Where a range of marks began. */
	readonly anchor: string | undefined;
	readonly columns: readonly string[] | undefined;
	/** How many columns after the name are scrolled away; undefined when columns are dropped by priority instead. */
	readonly scrolled: number | undefined;
}

export interface AppliedFilter {
	readonly text: string;
	readonly test: RowTest | undefined;
	/** Whether it asks what only whole jobs tell. */
	readonly needsWhole: boolean;
	/** Of what is being typed; the last good filter stays. */
	readonly problem: string | undefined;
}

export interface GroupRow {
	readonly name: string;
	readonly jobs: readonly string[];
	readonly queued: number;
	readonly running: number;
	readonly done: number;
	readonly failed: number;
	/** What it is sorted by: the worst, the latest, the next or the sum of its jobs. */
	readonly sortedBy: SortValue;
}

export type SortValue = string | number | undefined;
