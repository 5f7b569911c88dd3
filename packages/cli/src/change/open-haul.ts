import type { ChronosClient } from "@chronos-job/core";
import { InterruptedError, type JobsSoFar } from "../command/interrupted-error.ts";
import type { Session } from "../command/session.ts";
import { openLeash } from "../follow/leash.ts";
import { plural } from "../render/plural.ts";
import { namesText } from "../render/server-facts.ts";

/** Many changes in a row: people see how far they are, and Ctrl-C ends them between two of them. */
export interface Haul extends Disposable {
	readonly signal: AbortSignal;
	/** The client to make them with, each of which is counted. */
	readonly client: ChronosClient;
	/** A job has been found on the server as it should be. */
	readonly verified: (name: string) => void;
	/** Why it ended early. */
	readonly explain: (error: unknown) => unknown;
}

type Hauling = Pick<Session, "host"> & Partial<Pick<Session, "note" | "progress">>;

export function openHaul({ host, note, progress }: Hauling, client: ChronosClient, names: readonly string[]): Haul {
	if (names.length <= fewSteps) return shortHaul(host.signal, client);
	const leash = openLeash(host);
	const log: HaulLog = { sent: new Set(), verified: new Set() };
	const planned = new Set(names);
	function tell(what: keyof HaulLog, name: string): void {
		if (!planned.has(name)) return;
		log[what].add(name);
		progress?.show(`${log[what].size} of ${plural(names.length, "job")} ${what}`);
	}
	const announce = (): void => {
		progress?.hide();
		if (log.sent.size > 0) note?.("looking at what was sent; Ctrl-C once more ends at once");
	};
	leash.signal.addEventListener("abort", announce, { once: true });
	return {
		signal: leash.signal,
		client: loggedClient(client, (name) => tell("sent", name)),
		verified: (name) => tell("verified", name),
		explain: (error) => (leash.cause === "interrupted" ? interrupted(error, jobsSoFar(names, log, error)) : error),
		[Symbol.dispose]() {
			progress?.hide();
			leash.signal.removeEventListener("abort", announce);
			leash[Symbol.dispose]();
		},
	};
}

/** Names of jobs. */
interface HaulLog {
	readonly sent: Set<string>;
	readonly verified: Set<string>;
}

/** These are done before anybody wonders. */
const fewSteps = 20;

function shortHaul(signal: AbortSignal, client: ChronosClient): Haul {
	return {
		signal,
		client,
		verified: () => undefined,
		explain: (error) => error,
		[Symbol.dispose]: () => undefined,
	};
}

/** Whatever comes of sending a job: from then on the server may have it. */
function loggedClient(client: ChronosClient, onSent: (name: string) => void): ChronosClient {
	const { jobs } = client;
	return {
		...client,
		jobs: {
			...jobs,
			put: (job, options) => jobs.put(job, options).finally(() => onSent(job.name)),
			delete: (name, options) => jobs.delete(name, options).finally(() => onSent(name)),
		},
	};
}

interface Left extends JobsSoFar {
	/** Parents that were to be enabled when their children are there, as a part of a sentence. */
	readonly disabled: string | undefined;
}

function jobsSoFar(names: readonly string[], { sent, verified }: HaulLog, error: unknown): Left {
	const [, disabled, list = ""] =
		(error instanceof Error && /; ((.+) (?:is|are) left disabled)$/.exec(error.message)) || [];
	const held = new Set(list.split(", "));
	return {
		checked: names.filter((name) => verified.has(name)),
		unchecked: names.filter((name) => sent.has(name) && !verified.has(name) && !held.has(name)),
		unsent: names.filter((name) => !sent.has(name)),
		disabled,
	};
}

function interrupted(cause: unknown, { disabled, ...jobs }: Left): InterruptedError {
	const { checked, unchecked, unsent } = jobs;
	const parts = [
		`${plural(checked.length, "job")} ${checked.length === 1 ? "is" : "are"} on the server as planned`,
		...(unchecked.length === 0 ? [] : [`${unchecked.length} sent and not checked (${namesText(unchecked)})`]),
		...(disabled === undefined ? [] : [disabled]),
		`${unsent.length} not sent${unsent.length === 0 ? "" : ` (${namesText(unsent)})`}`,
	];
	return new InterruptedError(`interrupted: ${parts.join(", ")}`, jobs, {
		hint: "Give the same command again: it leaves alone what is done.",
		cause,
	});
}
