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

/** A part of a row of the screen, exactly as wide as its place; the same object as long as it says the same. */
export interface Line {
	readonly spans: readonly Span[];
}

/** The whole screen. */
export interface Frame {
	readonly columns: number;
	readonly rows: number;
	/** One for each row, as wide as the screen. */
	readonly lines: readonly Line[];
	/** Where the terminal's cursor stands while something is typed. */
	readonly cursor?: Point;
}

export interface Point {
	readonly column: number;
	readonly row: number;
}
