import {
	type Baseline,
	baselineOf,
	type ChronosClient,
	type Fate,
	hasCode,
	inLanes,
	type ReadClient,
	settleRuns,
} from "@chronos-job/core";
import { carryOut } from "../change/carry-out.ts";
import type { Session } from "../command/session.ts";
import { keepJournal, type SeenKeeper } from "../follow/keep-journal.ts";
import { openLeash } from "../follow/leash.ts";
import { explainHalt } from "./explain-halt.ts";
import { openPatience, type Patience } from "./open-patience.ts";
import { type Errand, wasSent } from "./plan-sweep.ts";
import { sharedReader } from "./shared-reader.ts";
import { beforeOf, reviveBaseline } from "./sweep-baseline.ts";
import { openBoard, type SweepBoard } from "./sweep-board.ts";
import { openBook, type SweepBook } from "./sweep-book.ts";
import type { SweepEvent } from "./sweep-event.ts";
import type { SweepGroup, SweepJob } from "./sweep-group.ts";

export interface DriveOptions {
	readonly group: SweepGroup;
	/** What is left to do of it, and what is done. */
	readonly errands: readonly Errand[];
	/** How many jobs may be under way at a time: Chronos itself knows no such limit. */
	readonly maxParallel: number;
}

/** Sends what is left of a sweep bit by bit and waits for all fates; ends early at Ctrl-C, and with the first job that cannot be sent. */
export async function driveSweep(
	session: Session<SweepEvent>,
	client: ChronosClient,
	{ group, errands, maxParallel }: DriveOptions,
): Promise<readonly SweepJob[]> {
	const { host, note } = session;
	const jobs = errands.map(({ job }) => job);
	using leash = openLeash(host);
	const old = new Set(errands.flatMap(({ kind, job }) => (kind === "follow" ? [job.name] : [])));
	using board = openBoard(session, { jobs, old, params: group.params });
	using book = openBook(host, { target: client.target, group: group.group });
	const halt = new AbortController();
	const signal = AbortSignal.any([leash.signal, halt.signal]);
	const names = jobs.map(({ name }) => name);
	await using journal = await keepJournal(session, client, { jobs: names, signal });
	const patience = openPatience(session, signal);
	const drive = {
		session,
		client,
		openReader: await readersFor(session, client),
		board,
		book,
		journal,
		signal,
		patience,
	};
	const lanes = { lanes: maxParallel, onFailure: () => halt.abort() };
	const { failure } = await inLanes(inOrder(errands), lanes, (errand) => runErrand(drive, errand));
	if (failure === undefined) return board.jobs();
	throw explainHalt(failure.error, { cause: leash.cause, group: group.group, jobs: board.jobs(), note });
}

/** How often to look where the server does not tell by itself. */
const everyMs = 2000;

interface Drive {
	readonly session: Session<SweepEvent>;
	readonly client: ChronosClient;
	/** For every job one. */
	readonly openReader: () => ReadClient;
	readonly board: SweepBoard;
	readonly book: SweepBook;
	readonly journal: SeenKeeper;
	readonly signal: AbortSignal;
	readonly patience: Patience;
}

/** A server that has to be asked is asked once for all jobs; one of ours tells each what it has to know. */
async function readersFor({ host }: Pick<Session, "host">, client: ReadClient): Promise<() => ReadClient> {
	if ((await client.server.local()) !== undefined) return () => client;
	return sharedReader(client, { now: host.now, freshMs: everyMs / 2 });
}

/** What is under way already takes its place first. */
function inOrder(errands: readonly Errand[]): readonly Errand[] {
	return [...errands.filter(({ kind }) => kind === "follow"), ...errands.filter(({ kind }) => kind === "send")];
}

async function runErrand(drive: Drive, errand: Errand): Promise<void> {
	if (errand.kind === "none") return;
	const { board, book, signal } = drive;
	const { job } = errand;
	signal.throwIfAborted();
	const since = errand.kind === "send" ? await send(drive, errand) : reviveBaseline(job, errand.live);
	if (job.state !== "submitted") book.isThere(job.name);
	board.send(job);
	const fate = await fateOf(drive, job.name, since);
	book.settle(fate);
	board.settle(job, fate);
}

/** Sends a job and answers how things were before; what an outage has left in doubt is looked at before it is sent again. */
async function send(drive: Drive, { job, step }: Errand & { readonly kind: "send" }): Promise<Baseline> {
	const { session, client, openReader, book, signal, patience } = drive;
	const { host } = session;
	const clock = { now: host.now, sleep: host.sleep };
	const known = step.kind === "create" ? [] : [job.name];
	const since = await patience(() => baselineOf(openReader(), known, { clock, signal }));
	book.aboutToSend(job.name, since);
	const sent: SweepJob = { ...job, state: "submitting", since: { at: since.at, ...beforeOf(job.name, since) } };
	const emit = ({ answered }: { readonly answered?: string }) => {
		if (answered !== undefined) session.note(`the server answered ${answered} to ${job.name} and took it all the same`);
	};
	let isFirst = true;
	await patience(async () => {
		const isDone = !isFirst && wasSent(sent, await client.jobs.find(job.name, { signal }));
		isFirst = false;
		if (!isDone) await carryOut({ host, emit }, client, { plan: { steps: [step], unchanged: [] } });
	});
	return since;
}

async function fateOf(
	{ session: { host }, openReader, journal, signal, patience }: Drive,
	job: string,
	since: Baseline | undefined,
): Promise<Fate> {
	const clock = { now: host.now, sleep: host.sleep };
	try {
		const [fate] = await patience(() =>
			settleRuns(openReader(), { jobs: [job], since, clock, everyMs, signal, until: "any", onEvent: journal.see }),
		);
		return fate ?? { job, outcome: "idle", at: host.now() };
	} catch (error) {
		if (!hasCode(error, "job.not-found")) throw error;
		return { job, outcome: "vanished", at: host.now() };
	}
}
