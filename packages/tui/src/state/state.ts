import type { JobFacts } from "@chronos-job/core";
import type { ContextChoice, Verb } from "../dashboard-options.ts";
import type { PaneKind, Settings, SortChoice } from "./settings.ts";
import type { JobRow } from "./job-row.ts";
import type { RowTest } from "./row-filter.ts";

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
	/** What is typed at the bottom. */
	readonly input: Input | undefined;
	/** What waits for an answer, above everything. */
	readonly dialog: Dialog | undefined;
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
}

/** A place to be in; Escape leaves one. */
export type Level =
	| { readonly kind: "jobs" }
	| JobLevel
	| { readonly kind: "timeline"; readonly scroll: Scroll }
	| { readonly kind: "contexts"; readonly selected: number }
	| { readonly kind: "help"; readonly scroll: Scroll; readonly filter: string }
	| { readonly kind: "calls"; readonly scroll: Scroll }
	/** What a command said. */
	| { readonly kind: "task"; readonly task: number; readonly scroll: Scroll };

export interface JobLevel {
	readonly kind: "job";
	readonly job: string;
	readonly pane: PaneKind;
	/** The pane beside the table, or alone. */
	readonly zoom: "normal" | "half" | "full";
	/** Whether the keys go to the pane, or still to the table. */
	readonly isFocused: boolean;
	readonly text: PaneText;
	readonly scroll: Scroll;
	readonly search: Search | undefined;
	readonly wraps: boolean;
	/** Only of logs. */
	readonly log: LogChoice;
}

export interface LogChoice {
	readonly stream: "stdout" | "stderr";
	readonly back: number;
	/** Whether the end stays in sight. */
	readonly follows: boolean;
	/** Lines that came since following was left. */
	readonly unseen: number;
}

export interface Scroll {
	readonly top: number;
	readonly left: number;
}

export interface Search {
	readonly text: string;
	/** Which of the matches is in sight. */
	readonly current: number;
}

export interface PaneText {
	readonly status: "loading" | "ready" | "failed";
	readonly title: string;
	/** Without control characters; never longer than the limits of `state/log-lines.ts`. */
	readonly lines: readonly string[];
	/** How many lines at the beginning were let go. */
	readonly dropped: number;
	/** A line that has no end yet is the last of `lines`. */
	readonly isLastOpen: boolean;
	/** Whether more may come. */
	readonly isEnded: boolean;
}

export type Input =
	| { readonly kind: "filter"; readonly text: string; readonly cursor: number; readonly before: AppliedFilter }
	| { readonly kind: "command"; readonly text: string; readonly cursor: number; readonly recalled: number | undefined }
	| { readonly kind: "search"; readonly text: string; readonly cursor: number }
	/** `help` and other lists. */
	| { readonly kind: "narrow"; readonly text: string; readonly cursor: number };

export type Dialog =
	/** A command asks; `said` is what it printed before. */
	| {
			readonly kind: "question";
			readonly task: number;
			readonly question: string;
			readonly said: readonly string[];
			readonly text: string;
	  }
	/** What the dashboard asks before it begins. */
	| {
			readonly kind: "confirm";
			readonly question: string;
			readonly lines: readonly string[];
			readonly words: readonly (readonly string[])[];
	  }
	/** Many objects: the number has to be typed. */
	| {
			readonly kind: "count";
			readonly question: string;
			readonly count: number;
			readonly text: string;
			readonly words: readonly (readonly string[])[];
	  };

/** A command that runs, or ran. */
export interface Task {
	readonly id: number;
	/** What a person would type. */
	readonly line: string;
	readonly words: readonly string[];
	readonly startedAt: number;
	readonly status: "requesting" | "done" | "failed" | "stopped";
	readonly exitCode: number | undefined;
	readonly lines: readonly string[];
	/** Of one wish for many jobs; the same number. */
	readonly batch: number | undefined;
}

export interface LoggedCall {
	readonly at: number;
	/** `$ chronos-job kill a`, or a call to the server below it. */
	readonly text: string;
	readonly isCommand: boolean;
}

export interface Notice {
	readonly text: string;
	readonly tone: "plain" | "good" | "bad";
	readonly untilAt: number;
}

export interface InputHistory {
	readonly commands: readonly string[];
	readonly filters: readonly string[];
}

/** What the server told of one job. */
export type { JobFacts };
