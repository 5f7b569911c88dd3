import { type Job, readJob } from "@chronos-job/schemas";
import { parseFields, textOf, timeOf } from "../local/json-fields.ts";

/** A job as it was on a server before this program replaced or deleted it there. */
export interface KeptDefinition {
	readonly job: string;
	/** When it was replaced or deleted. */
	readonly at: number;
	readonly because: "updated" | "deleted" | "reparented";
	/** The same for all that one command has replaced and deleted. */
	readonly change: string;
	readonly definition: Job;
	/** The name under which it went on, when it was deleted for that. */
	readonly renamedTo?: string | undefined;
}

export function formatKept({ at, ...kept }: KeptDefinition): string {
	const { job, because, change, renamedTo, definition } = kept;
	const fields = { job, at: new Date(at).toISOString(), because, change, renamedTo, definition };
	return `${JSON.stringify(fields, undefined, 2)}\n`;
}

/** Undefined where the text is something else, or not all of it. */
export function parseKept(text: string): KeptDefinition | undefined {
	const { job, at, because, change, renamedTo, definition } = parseFields(text);
	const known = readJob(definition);
	const reason = reasons.find((each) => each === because);
	if (known === undefined || known.name !== job || reason === undefined) return undefined;
	const kept = { job: known.name, at: timeOf(at), because: reason, change: textOf(change), definition: known };
	return typeof renamedTo === "string" ? { ...kept, renamedTo } : kept;
}

const reasons = ["updated", "deleted", "reparented"] as const;
