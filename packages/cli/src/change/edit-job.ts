import {
	DocumentError,
	type Finding,
	type JobDocument,
	parseDocument,
	type Plan,
	planApply,
	type ReadClient,
} from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { checkForServer } from "./check-for-server.ts";
import { editText, isBare, withFindings, withoutFindings } from "./edit-text.ts";
import { findJobsFor } from "./find-jobs.ts";
import type { Editor } from "./open-editor.ts";

type EditSession = Pick<Session, "host" | "note" | "check">;

export interface Editing {
	readonly client: ReadClient;
	/** As it was when editing began. */
	readonly job: Job;
	readonly editor: Editor;
}

/** Lets a person edit a job until it has no errors; undefined when nothing is to be changed. */
export async function editJob(session: EditSession, { client, job, editor }: Editing): Promise<Plan | undefined> {
	const original = editText(job, client.target.name);
	let shown = original;
	for (let before = original; ;) {
		const text = withoutFindings((await editor.edit(shown)) ?? "");
		if (text === original || isBare(text)) return undefined;
		const document = parseDocument(text, editor.path);
		try {
			return await planEdit(session, document, { client, job });
		} catch (error) {
			// Whoever has nothing to add to it gives up.
			if (!(error instanceof DocumentError) || text === before) throw error;
			before = text;
			shown = withFindings(text, error.findings);
		}
	}
}

/** Compared with the job as the person saw it: what others have done to it meanwhile stops the plan. */
async function planEdit(
	session: EditSession,
	document: JobDocument,
	{ client, job }: Pick<Editing, "client" | "job">,
): Promise<Plan> {
	const { specs } = session.check([document]);
	const flaw = flawOf(document, job);
	if (flaw !== undefined) {
		throw new DocumentError(`this is not the job ${job.name} any more`, { findings: [flaw], documents: [document] });
	}
	const jobs = await findJobsFor(client, specs);
	return planApply(await checkForServer(session, [document], { client, jobs }), [job], { now: session.host.now() });
}

/** Only one job is edited, and it stays what it is called. */
function flawOf(document: JobDocument, { name }: Job): Finding | undefined {
	const [value, ...more] = document.values;
	if (more.length > 0) {
		return {
			code: "edit.several",
			severity: "error",
			message: "there is more than one job",
			hint: "Leave one; `chronos-job submit` sends several.",
			path: document.pathOf(1, []),
			range: document.rangeOf(1, []),
		};
	}
	if (typeof value === "object" && value !== null && "name" in value && value.name === name) return undefined;
	return {
		code: "edit.renamed",
		severity: "error",
		message: `the job is called ${name}`,
		hint: `Write "${name}" again; \`chronos-job rename\` gives it another name.`,
		path: document.pathOf(0, ["name"]),
		range: document.rangeOf(0, ["name"]),
	};
}
