import type { Path, SourceRange } from "./position.ts";

/** `error`: Chronos refuses, loses or breaks on it. `warning`: legal, will hurt. `note`: worth knowing. */
export type Severity = "error" | "warning" | "note";

/** Replaces the characters from `start` up to `end` (offsets in the document's text). */
export interface Edit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** A change that a machine can make without asking. */
export interface Fix {
	readonly title: string;
	readonly edits: readonly Edit[];
}

/** A remark about a document: data, never an exception. */
export interface Finding {
	readonly code: string;
	readonly severity: Severity;
	readonly message: string;
	readonly hint?: string;
	readonly path: Path;
	readonly range: SourceRange;
	readonly fix?: Fix;
}
