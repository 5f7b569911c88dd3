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
}

export function formatKept({ job, at, because, change, definition }: KeptDefinition): string {
	return `${JSON.stringify({ job, at: new Date(at).toISOString(), because, change, definition }, undefined, 2)}\n`;
}

/** Undefined where the text is something else, or not all of it. */
export function parseKept(text: string): KeptDefinition | undefined {
	const { job, at, because, change, definition } = parseFields(text);
	const known = readJob(definition);
	const reason = reasons.find((each) => each === because);
	if (known === undefined || known.name !== job || reason === undefined) return undefined;
	return { job: known.name, at: timeOf(at), because: reason, change: textOf(change), definition: known };
}

const reasons = ["updated", "deleted", "reparented"] as const;
