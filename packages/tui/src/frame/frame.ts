/** What a part of the screen means; the theme says how it looks. */
export type Tone =
	| "plain"
	| "dim"
	| "strong"
	| "good"
	| "bad"
	| "active"
	| "waiting"
	| "link"
	| "selected"
	| "match"
	| "warning";

/** A piece of a line: already cut, measured and free of control characters. */
export interface Span {
	readonly text: string;
	readonly tone: Tone;
	/** On top of the tone: reverse video. */
	readonly isReversed?: boolean;
}

/** One line of the screen, exactly as wide as its place. */
export interface Line {
	/** Stays the same as long as the line means the same thing: the name of a job, the number of a log line. */
	readonly key: string;
	readonly spans: readonly Span[];
}

/** A rectangle of lines; its height is how many there are. */
export interface Block {
	readonly width: number;
	readonly height: number;
	readonly lines: readonly Line[];
	/** A frame with a title around it; its width and height include the frame. */
	readonly title?: Span;
	readonly isFocused?: boolean;
}

/** The whole screen. */
export interface Frame {
	readonly columns: number;
	readonly rows: number;
	readonly status: Line;
	/** Crumbs, filter and the like; absent when there is nothing to say. */
	readonly crumbs?: Line;
	readonly body: Body;
	readonly input?: InputLine;
	readonly hints: Line;
	/** Drawn above the middle of the body. */
	readonly dialog?: Block;
}

export type Body =
	| { readonly kind: "one"; readonly block: Block }
	/** Side by side. */
	| { readonly kind: "columns"; readonly left: Block; readonly right: Block }
	/** One above the other. */
	| { readonly kind: "rows"; readonly upper: Block; readonly lower: Block };

export interface InputLine {
	readonly line: Line;
	/** Where the terminal's cursor stands, in cells. */
	readonly cursor: number;
}
