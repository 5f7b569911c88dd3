import {
	ChronosError,
	type ChronosClient,
	DocumentError,
	type JobDocument,
	type ReadClient,
	validate,
	type Validation,
} from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";
import { readDocuments, type ReadDocuments } from "../files/read-documents.ts";
import type { Host } from "../host.ts";
import type { Writer } from "../output/output.ts";
import { noProgress, type Progress } from "../terminal/progress.ts";
import { plural } from "../render/plural.ts";
import type { TargetArgs } from "./target-args.ts";

/** One run of the program, as a command sees it. */
export interface Session<Event = never> {
	readonly host: Host;
	/** Tells what just happened; people and ndjson readers see it at once. */
	readonly emit: (event: Event) => void;
	/** Says something to a person; machine outputs drop it. */
	readonly note: (text: string) => void;
	/** Files, folders (every job file below) and `-` for standard input, as far as they can be read. */
	readonly readAll: (paths: readonly string[]) => Promise<ReadDocuments>;
	/** The same; stops at what cannot be read. */
	readonly readDocuments: (paths: readonly string[]) => Promise<readonly JobDocument[]>;
	/** The jobs of documents and what else was found; stops with the errors when there are any. */
	readonly check: (documents: readonly JobDocument[]) => Validation;
	/** Both in one. */
	readonly readJobs: (paths: readonly string[]) => Promise<readonly JobSpec[]>;
	/** A server to change; the Chronos of this machine where no other is configured. Refuses what is marked read-only. */
	readonly connect: (args: TargetArgs) => Promise<ChronosClient>;
	/** The same server to ask only: what comes back cannot change anything. */
	readonly connectToRead: (args: TargetArgs) => Promise<ReadClient>;
	/** Asks a person; without one it stops and names the option that says yes. */
	readonly confirm: (question: string, option: string) => Promise<boolean>;
	/** Asks a person, where the server is marked as dangerous and nobody was asked before; stops when the answer is no. */
	readonly permitChanges: () => Promise<void>;
	/** Tells people how far long work is. */
	readonly progress: Progress;
	/** Since when the server does not answer any more, once that has been noticed. */
	readonly silentSince: () => number | undefined;
	/** Whether the server has answered anything yet. */
	readonly hasAnswered: () => boolean;
}

type Sayer = Pick<Writer, "event" | "note"> & Partial<Pick<Writer, "progress">>;

export function createSession(host: Host, writer: Sayer, verbose = false): Session<unknown> {
	const { event, note, progress = noProgress } = writer;
	const { permit, ...server } = serverOf({ host, note, verbose });
	return {
		host,
		emit: event,
		note,
		...readingOf(host, note),
		...server,
		confirm(question, option) {
			progress.hide();
			return askToConfirm(host, question, option);
		},
		permitChanges() {
			progress.hide();
			return permit();
		},
		progress,
	};
}

type Reading = Pick<Session, "readAll" | "readDocuments" | "check" | "readJobs">;

function readingOf(host: Host, note: Session["note"]): Reading {
	async function readAll(paths: readonly string[]): Promise<ReadDocuments> {
		const read = await readDocuments(host, paths);
		if (read.skipped.length > 0) note(`skipped, for there is no job in them: ${read.skipped.join(", ")}`);
		return read;
	}
	async function readWhole(paths: readonly string[]): Promise<readonly JobDocument[]> {
		const { documents, problems } = await readAll(paths);
		if (problems[0] !== undefined) throw problems[0];
		return documents;
	}
	function check(documents: readonly JobDocument[]): Validation {
		const validation = validate(documents, { now: host.now() });
		const errors = validation.findings.filter(({ severity }) => severity === "error");
		if (errors.length > 0)
			throw new DocumentError(`the job files have ${plural(errors.length, "error")}`, { findings: errors, documents });
		return validation;
	}
	return { readAll, readDocuments: readWhole, check, readJobs: async (paths) => check(await readWhole(paths)).specs };
}

interface ServerAccess extends Pick<Session, "connect" | "connectToRead" | "silentSince" | "hasAnswered"> {
	readonly permit: Session["permitChanges"];
}

/** What is known of the server as soon as there is a connection. */
function serverOf(opening: Pick<Session, "host" | "note"> & { readonly verbose: boolean }): ServerAccess {
	let about: Pick<ServerAccess, "silentSince" | "hasAnswered"> = { silentSince: nobodyWaits, hasAnswered: notYet };
	let permit: Session["permitChanges"] = askNobody;
	const connecting = {
		...opening,
		onOpen: (silentSince: Session["silentSince"], hasAnswered: Session["hasAnswered"]) =>
			void (about = { silentSince, hasAnswered }),
		onGuarded: (ask: typeof permit) => void (permit = ask),
	};
	return {
		connect: async (args) => (await import("../context/connect.ts")).connect(connecting, args),
		connectToRead: async (args) => (await import("../context/connect.ts")).connectToRead(connecting, args),
		silentSince: () => about.silentSince(),
		hasAnswered: () => about.hasAnswered(),
		permit: () => permit(),
	};
}

async function askToConfirm(host: Host, question: string, option: string): Promise<boolean> {
	if (!host.screen.interactive) {
		throw new ChronosError("usage.invalid", `nobody is there to answer: ${question}`, { hint: `Give ${option}.` });
	}
	return /^y(?:es)?$/i.test((await host.ask(`${question} [y/N] `)).trim());
}

function nobodyWaits(): number | undefined {
	return undefined;
}

function notYet(): boolean {
	return false;
}

async function askNobody(): Promise<void> {}
