import type { JobDraft } from "../flaws.ts";
import { eachJob, type Remark, type Rule } from "../rule.ts";

type FetchDraft = NonNullable<JobDraft["fetch"]>[number];

export const fetchWithUris: Rule = {
	code: "fetch.with-uris",
	severity: "error",
	about: "The job has both fetch and uris, which Chronos refuses.",
	check: eachJob(function* ({ draft: { uris = [], fetch = [] } }) {
		if (uris.length === 0 || fetch.length === 0) return;
		const missing = uris.filter((uri) => !fetch.some((file) => isMirror(file, uri)));
		yield {
			path: ["uris"],
			at: "key",
			message: `Chronos refuses a new job with both fetch and uris${missing.length === 0 ? ", even if both say the same" : ""}`,
			hint: missing.length === 0 ? 'Leave "uris" out.' : 'Move the uris into "fetch".',
			...fixFor(fetch, missing),
		};
	}),
};

/** What the server's list of jobs shows for one of the uris (contract §1.4.1). */
function isMirror(file: FetchDraft, uri: string | undefined): boolean {
	if (file === undefined || file.uri !== uri) return false;
	return file.extract !== false && file.executable !== true && file.cache !== true && (file.output_file ?? "") === "";
}

function fixFor(fetch: readonly FetchDraft[], missing: readonly (string | undefined)[]): Pick<Remark, "fix"> {
	if (missing.includes(undefined) || fetch.includes(undefined)) return {};
	const moved = missing.map((uri, index) => ({
		path: ["fetch", fetch.length + index],
		change: { kind: "set" as const, value: { uri } },
	}));
	return { fix: { title: 'Keep only "fetch"', changes: [...moved, { path: ["uris"], change: { kind: "remove" } }] } };
}
