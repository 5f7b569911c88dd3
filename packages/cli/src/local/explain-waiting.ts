import { ChronosError } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { askServer } from "./ask-server.ts";
import { fieldsOf, listOf, parseFields, textOf } from "./json-fields.ts";

/** Says of a job, or of one run of it, that there has been no attempt yet, and why. */
export async function explainWaiting(
	host: Host,
	{ socket, job, run }: { readonly socket: string; readonly job: string; readonly run: number | undefined },
): Promise<ChronosError> {
	const path = `/local/v1/jobs/${encodeURIComponent(job)}/why`;
	const { text } = await askServer(host, { socketPath: socket, method: "GET", path });
	const reasons = listOf(parseFields(text)["reasons"]).map(fieldsOf);
	// The last repetition is used up as soon as its run is queued.
	const others = reasons.filter(({ type }) => type !== "exhausted");
	const why = (others.length === 0 ? reasons : others).map((reason) => clauseOf(textOf(reason["text"]))).join("; ");
	const head = run === undefined ? `${job} has not run yet` : `run ${run} of ${job} has had no attempt yet`;
	return new ChronosError("job.no-logs", why === "" ? head : `${head}: ${why}`);
}

/** A sentence as a part of another one. */
function clauseOf(sentence: string): string {
	const clause = sentence.replace(/\.$/, "");
	return clause.charAt(0).toLowerCase() + clause.slice(1);
}
