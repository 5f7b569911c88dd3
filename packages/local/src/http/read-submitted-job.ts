import { type Job, readJob } from "@chronos-job/schemas";
import type { Settings } from "../engine/settings.ts";
import { isRecord } from "./is-record.ts";
import type { ServerFacts } from "./server-facts.ts";

/** Makes a job of a body as Chronos does, with the defaults of this server; the body has no flaw. */
export function readSubmittedJob(body: unknown, server: Defaults): Job | undefined {
	const fields = withWords(body);
	if (!isRecord(fields)) return undefined;
	const job = readJob(ofDialect(fields, server.facts));
	return job && filled(job, fields, server);
}

interface Defaults {
	readonly facts: Pick<ServerFacts, "dialect" | "defaultUser" | "gpus">;
	readonly defaults: Settings["defaults"];
}

type Fields = Readonly<Record<string, unknown>>;

/** To Chronos null is the word: as text `null`, as a number 0, as a flag false (contract §2.1). */
function withWords(value: unknown): unknown {
	if (value === null) return "null";
	if (Array.isArray(value)) return value.map(withWords);
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withWords(inner)]));
}

// Fields of the other generation are unknown ones (contract §2.8).
function ofDialect(fields: Fields, { dialect, gpus }: Defaults["facts"]): Fields {
	const unknown = ["epsilon", "async", ...(gpus === "never" ? ["gpus"] : [])];
	if (dialect === "3.x") return without(fields, unknown);
	const known = without(fields, ["concurrent", "maxCompletionTime", "gpus"]);
	const isOnce = known["schedule"] === undefined && known["parents"] === undefined;
	return isOnce ? { ...known, schedule: "R1//PT24H" } : known;
}

function without(fields: Fields, names: readonly string[]): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function filled(job: Job, fields: Fields, { facts, defaults }: Defaults): Job {
	const isOnce = job.schedule === undefined && job.parents === undefined;
	return {
		...job,
		retries: int(job.retries),
		...(job.gpus === undefined ? {} : { gpus: int(job.gpus) }),
		cpus: amount(fields["cpus"], job.cpus, defaults.cpus),
		disk: amount(fields["disk"], job.disk, defaults.diskMb),
		mem: amount(fields["mem"], job.mem, defaults.memMb),
		runAsUser: fields["runAsUser"] === undefined ? (facts.defaultUser ?? "root") : job.runAsUser,
		maxCompletionTime: job.maxCompletionTime ?? 0,
		// Without schedule and parents this field is not read (contract §2.2).
		concurrent: job.concurrent && !isOnce,
		// A set to Chronos: what is said twice counts once.
		...(job.parents === undefined ? {} : { parents: [...new Set(job.parents)] }),
	};
}

/** Nothing and zero both mean the default (contract §2.3). */
function amount(sent: unknown, read: number, fallback: number): number {
	return sent === undefined || read === 0 ? fallback : read;
}

/** Where Chronos keeps the low bits of a number that is too large, the nearest that fits is meant. */
function int(value: number): number {
	return Math.max(-(2 ** 31), Math.min(value, 2 ** 31 - 1));
}
