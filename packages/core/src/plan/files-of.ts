import type { Job, JobSpec } from "@chronos-job/schemas";

type FetchItem = Job["fetch"][number];

interface Files {
	readonly uris?: readonly string[] | undefined;
	readonly fetch?: readonly { readonly uri: string }[] | undefined;
}

/** All that a launch fetches: lists of jobs show each file twice, under `uris` and under `fetch` (contract §1.4.1). */
export function filesOf({ uris, fetch }: Pick<Job, "uris" | "fetch">): readonly FetchItem[] {
	return isMirrored({ uris, fetch }) ? fetch : [...fetch, ...uris.map(plainFetch)];
}

/** A spec that can be sent without every file being fetched twice (contract §2.6). */
export function withoutMirror(spec: JobSpec): JobSpec {
	// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
	const { uris, ...rest } = spec;
	return isMirrored(spec) ? rest : spec;
}

function isMirrored({ uris = [], fetch = [] }: Files): boolean {
	return uris.length > 0 && uris.length === fetch.length && uris.every((uri, index) => fetch[index]?.uri === uri);
}

function plainFetch(uri: string): FetchItem {
	return { uri, executable: false, cache: false, extract: true };
}
