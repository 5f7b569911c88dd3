/** A place in a text. Lines and columns count from 1, columns in UTF-16 units, offsets from 0. */
export interface Position {
	readonly line: number;
	readonly column: number;
	readonly offset: number;
}

export interface SourceRange {
	readonly source: string;
	readonly start: Position;
	/** Exclusive. */
	readonly end: Position;
}

export type Path = readonly (string | number)[];

/** Turns offsets into positions, after one pass over the line ends. */
export interface LineTable {
	positionAt(offset: number): Position;
	/** The text of a line, without its line end. */
	lineAt(line: number): string;
	readonly lineCount: number;
}
