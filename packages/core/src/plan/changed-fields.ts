import { formatPath } from "../validate/format-path.ts";
import type { Change } from "./plan.ts";

/** The fields that changes are about, without their values, which may be secret. */
export function changedFields(changes: readonly Change[]): string {
	return [...new Set(changes.map(({ path }) => formatPath(path)))].join(", ");
}
