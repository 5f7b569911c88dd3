import type { TextLines } from "./log-lines.ts";
import type { PaneKind } from "./settings.ts";

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
	/** Of what fills it: text with another key is late, and is not shown. */
	readonly key: string;
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
	/** The line with the match in sight; -1 when there is none. */
	readonly current: number;
}

export interface PaneText extends TextLines {
	readonly status: "loading" | "ready" | "failed";
	readonly title: string;
	/** Whether more may come. */
	readonly isEnded: boolean;
}
