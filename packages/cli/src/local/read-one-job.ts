import { ChronosError } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { shapeDocuments } from "../change/shape-documents.ts";
import { list, text } from "../command/args.ts";
import type { Session } from "../command/session.ts";

/** How commands about one job of a file say which one, and what is different in it. */
export const oneJobArgs = {
	job: text("Which job of a file that has more than one"),
	set: list("Another value of a field, like container.image=node:24; may be given more than once"),
	param: list("What to write for a placeholder, like seed=7 for {{seed}}; may be given more than once"),
} as const;

export interface OneJobArgs {
	readonly file: string | undefined;
	readonly job: string | undefined;
	readonly set: readonly string[];
	readonly param: readonly string[];
}

/** The job of a file that is meant, with all that a server would fill in; stops when the file has errors. */
export async function readOneJob(
	session: Pick<Session, "readDocuments" | "check">,
	{ file = "-", job: asked, set, param }: OneJobArgs,
): Promise<Job> {
	const documents = await session.readDocuments([file]);
	const { specs } = session.check(shapeDocuments(documents, { set, param, name: undefined }));
	const fitting = asked === undefined ? specs : specs.filter(({ name }) => name === asked);
	const [spec] = fitting;
	// Nobody in particular, as the server of this machine takes it, and not root.
	const job = fitting.length === 1 ? readJob({ runAsUser: "", ...spec }) : undefined;
	if (job !== undefined) return job;
	const names = specs.map(({ name }) => name);
	const hint = names.length === 0 ? "Name a file with a job." : `Give \`--job ${names[0] ?? ""}\`.`;
	throw new ChronosError("usage.invalid", problemOf(file, asked, names), { hint });
}

function problemOf(file: string, asked: string | undefined, names: readonly string[]): string {
	if (asked !== undefined) return `${file} has no job "${asked}", but ${names.join(", ") || "none at all"}`;
	return names.length === 0 ? `${file} has no job` : `${file} has ${names.length} jobs: ${names.join(", ")}`;
}
