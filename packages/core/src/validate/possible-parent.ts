import { findPlaceholder } from "./find-placeholder.ts";

/** Whether a job can have this name (contract §3.1), or has it all the same, left over from 2.x. A template is not finished. */
export function isPossibleParent(name: string, serverJobs?: ReadonlySet<string>): boolean {
	if (/^[\w.-]+$/.test(name) || serverJobs?.has(name) === true) return true;
	return findPlaceholder(name, "nobody") !== undefined;
}
