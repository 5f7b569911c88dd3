import type { Edit, Finding } from "./finding.ts";
import type { Path, SourceRange } from "./position.ts";

export type Syntax = "json" | "yaml";

/** A wish about one field, before it is known how the text would have to change. */
export type FieldChange =
	| { readonly kind: "set"; readonly value: unknown }
	| { readonly kind: "rename"; readonly key: string }
	| { readonly kind: "remove" };

/** A parsed job file that still knows where everything was written. Paths start inside one job. */
export interface JobDocument {
	readonly source: string;
	readonly text: string;
	readonly syntax: Syntax;
	/** One value per job, in the order of the text. */
	readonly values: readonly unknown[];
	readonly findings: readonly Finding[];
	/** The same path from the root of the text: with the index in front when the text holds an array. */
	pathOf(job: number, path: Path): Path;
	/** Where a field is written; its closest existing parent when it is not. */
	rangeOf(job: number, path: Path, part?: "key" | "value"): SourceRange;
	/** The text edits that make a change; undefined where the text cannot take it safely. */
	editsFor(job: number, path: Path, change: FieldChange): readonly Edit[] | undefined;
}
