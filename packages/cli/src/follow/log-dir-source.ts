import { type CallOptions, ChronosError, logDirOf, type ReadClient } from "@chronos-job/core";
import { formatTaskId } from "@chronos-job/schemas";
import type { Host } from "../host.ts";
import type { LogQuery, LogSource, OpenLog } from "./log-source.ts";
import { type LogFiles, openLogFiles } from "./log-files.ts";

/** The folders that jobs keep logs in by their own means; undefined when none of them does. */
export async function findLogDirs(
	host: Host,
	client: ReadClient,
	{ jobs, signal }: CallOptions & { readonly jobs: readonly string[] },
): Promise<LogSource | undefined> {
	const dirs = await findDirs(client, jobs, { signal });
	if (dirs.size === 0) return undefined;
	const files = openLogFiles(host, client.target);
	const folderOf = (job: string): string | undefined => dirs.get(job) && `${dirs.get(job)}/${job}`;
	return {
		isMerged: true,
		open: (query, options) => openLog({ host, client, files }, { ...query, folder: folderOf(query.job) }, options),
		async hasAttempt(job) {
			const folder = folderOf(job);
			return folder === undefined || (await files.names(folder)).length > 0;
		},
		[Symbol.asyncDispose]: async () => undefined,
	};
}

// A list of all jobs takes large servers minutes (contract §9.19).
const fewJobs = 20;

async function findDirs(
	{ jobs: reader }: ReadClient,
	names: readonly string[],
	options: CallOptions,
): Promise<ReadonlyMap<string, string>> {
	const wanted = new Set(names);
	const found =
		names.length > fewJobs
			? await reader.list(options)
			: await Promise.all(names.map((name) => reader.find(name, options)));
	return new Map(
		found.flatMap((job) => {
			const dir = job === undefined || !wanted.has(job.name) ? undefined : logDirOf(job);
			return job === undefined || dir === undefined ? [] : [[job.name, dir] as const];
		}),
	);
}

interface Place {
	readonly host: Host;
	readonly client: ReadClient;
	readonly files: LogFiles;
}

interface DirQuery extends LogQuery {
	readonly folder: string | undefined;
}

async function openLog(place: Place, query: DirQuery, { signal }: CallOptions): Promise<OpenLog> {
	const { job, folder, run, attempt } = query;
	if (folder === undefined) throw new ChronosError("job.no-logs", `${job} keeps no log of its own`);
	const all = attemptsIn(await place.files.names(folder));
	const fitting = (each: Attempt): boolean =>
		(run === undefined || each.queuedAt === run) && (attempt === undefined || each.number === attempt);
	const found = all.find(fitting);
	if (found === undefined) throw noLog(place, folder, all.length > 0);
	const path = `${folder}/${found.queuedAt}-${found.number}`;
	const isLatest = found === all[0];
	const taskId = formatTaskId({ queuedAt: found.queuedAt, attempt: found.number, job, args: "" });
	// Both outputs are in one file.
	const body = query.stream === "stderr" ? nothing() : readLog(place, { ...query, path, isLatest, signal });
	return { taskId, offset: undefined, body };
}

function noLog({ files, host }: Place, folder: string, hasOthers: boolean): ChronosError {
	const where = files.via === undefined ? `${folder} on this machine` : `${folder} on ${files.via}`;
	if (hasOthers) return new ChronosError("job.no-logs", `there is no log of that attempt in ${where}`);
	const hint =
		files.via === undefined && !host.files.existsSync(folder)
			? `If the folder is on another machine, run \`tail -f ${folder}/*.log\` there, or name that machine with "via" in the context.`
			: undefined;
	return new ChronosError("job.no-logs", `there is no log in ${where}`, { hint });
}

interface Attempt {
	readonly queuedAt: number;
	readonly number: number;
}

/** The newest first. */
function attemptsIn(names: readonly string[]): readonly Attempt[] {
	const attempts = names.flatMap((name) => {
		const [, queuedAt, number] = /^(\d+)-(\d+)\.log$/.exec(name) ?? [];
		return queuedAt === undefined ? [] : [{ queuedAt: Number(queuedAt), number: Number(number) }];
	});
	return attempts.toSorted((a, b) => b.queuedAt - a.queuedAt || b.number - a.number);
}

interface Reading extends Pick<LogQuery, "job" | "since" | "tail" | "follow"> {
	readonly path: string;
	readonly isLatest: boolean;
	readonly signal: AbortSignal | undefined;
}

async function* readLog(place: Place, reading: Reading): AsyncGenerator<Uint8Array, void> {
	const { path, tail, since = 0, follow = false, signal } = reading;
	const { host, files } = place;
	let offset = tail === undefined ? since : await files.startOfTail(path, tail);
	let mayGrow = follow;
	for (let looks = 1; ; looks += 1) {
		const { isOver, bytes } = await files.read(path, offset);
		offset += bytes.length;
		if (bytes.length > 0) {
			yield bytes;
			continue;
		}
		if (isOver || !mayGrow) return;
		await host.sleep(files.everyMs, signal);
		signal?.throwIfAborted();
		if (looks % looksPerQuestion === 0) mayGrow = await isGoingOn(place, reading);
	}
}

// The end of an attempt is in its folder; only one that was killed the hard way could not write it.
const looksPerQuestion = 10;

async function isGoingOn({ client }: Place, { job, isLatest, signal }: Reading): Promise<boolean> {
	if (!isLatest) return false;
	const summaries = await client.jobs.summaries({ signal });
	return summaries.some(({ name, state }) => name === job && state !== "idle");
}

async function* nothing(): AsyncGenerator<Uint8Array, void> {}
