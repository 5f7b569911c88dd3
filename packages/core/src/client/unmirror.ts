import type { Job } from "@chronos-job/schemas";

/**
 * Lists fill `fetch` from `uris` and `uris` from `fetch` (contract §1.4.1); posted like that, each file is fetched twice.
 * The half that says less is dropped, which leaves `fetch` even where somebody wrote `uris`: the list does not tell.
 */
export function unmirror(job: Job): Job {
	const { uris, fetch } = job;
	if (uris.length === 0 || uris.length !== fetch.length) return job;
	return uris.every((uri, index) => uri === fetch[index]?.uri) ? { ...job, uris: [] } : job;
}
