import type { Path } from "../document/position.ts";
import type { ReadJob } from "./rule.ts";

/** The text of a number or boolean as its author wrote it: `1.10`, `012345`. */
export function writtenTextOf({ textOf }: Pick<ReadJob, "textOf">, path: Path, value: unknown): string {
	const written = textOf(path);
	// What stands there may be an alias of another place.
	return /^[\w.+-]+$/.test(written) ? written : String(value);
}
