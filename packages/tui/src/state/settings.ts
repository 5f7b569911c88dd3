/** What people choose once, in the configuration or by options. */
export interface Settings {
	readonly theme: ThemeName;
	/** `none` also means no greys. */
	readonly colors: "none" | "16";
	readonly isAscii: boolean;
	readonly isReadOnly: boolean;
	/** Line mode: no boxes, no repainting, sentences. */
	readonly isScreenReader: boolean;
	readonly isAnimated: boolean;
	readonly hasMouse: boolean;
	/** How often to ask a server that does not tell by itself; 0 is never. */
	readonly everyMs: number;
	readonly sort: SortChoice;
	/** By name: what is shown, how. The number keys choose them in this order. */
	readonly views: readonly SavedView[];
	/** Of the views, or of the two whose name is fixed: `all` and `failed`. */
	readonly view: string;
	/** Fields as `list --columns` has them; the usual ones when absent. */
	readonly columns: readonly string[] | undefined;
	/** Replaces keys of commands, like `{"job.kill": "K"}`. */
	readonly keys: Readonly<Record<string, string>>;
	/** Opens this job first. */
	readonly job: string | undefined;
	readonly pane: PaneKind | undefined;
	/** What was typed the other times. */
	readonly history?: InputHistory | undefined;
}

export interface InputHistory {
	readonly commands: readonly string[];
	readonly filters: readonly string[];
}

export const themeNames = ["default", "high-contrast", "colour-blind", "mono"] as const;

export type ThemeName = (typeof themeNames)[number];

export interface SortChoice {
	/** A field as `list --sort` has it. */
	readonly field: string;
	readonly isDescending: boolean;
}

export interface SavedView {
	readonly name: string;
	readonly filter: string;
	readonly sort?: SortChoice;
}

/** What can be looked at of one job. */
export type PaneKind = "detail" | "log" | "why" | "history" | "graph" | "json";
