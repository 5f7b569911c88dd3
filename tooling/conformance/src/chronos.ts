import type { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Dialect } from "@chronos-job/schemas";
import type { Connection } from "./connection.ts";
import { Difference, equal } from "./difference.ts";
import { authorization, createAgent, type Reply, type Request, send } from "./send.ts";
import { sendRaw } from "./send-raw.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A job as it comes off the wire. */
export type WireJob = Readonly<Record<string, unknown>> & { readonly name: string };

/** A line of `jobs/summary`. */
export interface WireSummary {
	readonly name: string;
	readonly status: string;
	readonly state: string;
	readonly schedule: string;
	readonly parents: readonly string[];
	readonly disabled: boolean;
}

/** A schedule that nobody lives to see come due. */
export const farSchedule = "R/2090-01-01T00:00:00.000Z/P1D";

/** How long something may take that a server does by itself: a real one waits for offers. */
const patienceMs = 20_000;
const firstStepMs = 50;
const longestStepMs = 1000;

/** What a test has of the server it is run against. */
export class Chronos {
	readonly dialect: Dialect;
	/** `/v1/scheduler`, or `/scheduler` in 2.x. */
	readonly api: string;
	readonly connection: Connection;
	/** Begins every name that this test uses, and no other. */
	readonly prefix: string;
	#agent: Agent;
	#lastReply: Reply | undefined;
	readonly #names = new Set<string>();
	/** Names of jobs as they were sent, which need not be of this test. */
	readonly #posted = new Set<string>();

	constructor(connection: Connection, { dialect, prefix }: { readonly dialect: Dialect; readonly prefix: string }) {
		this.connection = connection;
		this.#agent = createAgent(connection);
		this.dialect = dialect;
		this.prefix = prefix;
		this.api = dialect === "3.x" ? "/v1/scheduler" : "/scheduler";
	}

	get lastReply(): Reply | undefined {
		return this.#lastReply;
	}

	/** By the path from the root. */
	async request(request: Request): Promise<Reply> {
		const name = request.method === "POST" ? postedName(request.body) : undefined;
		if (name !== undefined) this.#posted.add(name);
		const reply = await send(this.connection, request, this.#agent);
		this.#lastReply = reply;
		return reply;
	}

	/** `call("GET", "jobs")`: by the path below the API's prefix. */
	call(method: string, path: string, more: Omit<Request, "method" | "path"> = {}): Promise<Reply> {
		return this.request({ ...more, method, path: `${this.api}/${path}` });
	}

	/** Writes it as it stands; `{common}` is for the headers that every request needs. */
	raw(bytes: string, isEnough?: (text: string) => boolean): Promise<string> {
		const { credentials, url } = this.connection;
		const host = `Host: ${url.host}`;
		const common = credentials === undefined ? host : `${host}\r\nAuthorization: ${authorization(credentials)}`;
		return sendRaw(this.connection, bytes.replaceAll("{common}", common), isEnough);
	}

	/** A name that nothing else has, and that is deleted afterwards. */
	name(label = "job"): string {
		const name = `${this.prefix}${this.#names.size}-${label}`;
		this.#names.add(name);
		return name;
	}

	/** Posts a job where its kind belongs, and answers whatever comes. */
	put(job: Fields, endpoint = "parents" in job ? "dependency" : "iso8601"): Promise<Reply> {
		return this.putText(JSON.stringify(job), endpoint);
	}

	putText(body: string | Uint8Array, endpoint = "iso8601"): Promise<Reply> {
		return this.call("POST", endpoint, { headers: { "Content-Type": "application/json" }, body });
	}

	/** A job that does nothing by itself unless the fields say so; resolves when it can be seen. */
	async create(fields: Fields = {}, label?: string): Promise<string> {
		const name = typeof fields["name"] === "string" ? fields["name"] : this.name(label);
		const when = "parents" in fields || "schedule" in fields ? {} : { schedule: farSchedule };
		const reply = await this.put({ command: "true", ...when, ...fields, name });
		equal("the status of the submit", reply.status, 204);
		await this.waitFor(`${name} is there`, () => this.has(name));
		return name;
	}

	/** Replaces a job: what is not said goes back to its default (contract §2.7). */
	async update(name: string, fields: Fields): Promise<void> {
		const when = "parents" in fields || "schedule" in fields ? {} : { schedule: farSchedule };
		const reply = await this.put({ command: "true", ...when, ...fields, name });
		equal("the status of the update", reply.status, 204);
	}

	async job(name: string): Promise<WireJob> {
		if (this.dialect === "2.x") return this.#searchedJob(name);
		const reply = await this.call("GET", `job/${encodeURIComponent(name)}`);
		equal(`the status of GET job/${name}`, reply.status, 200);
		return reply.json() as WireJob;
	}

	async has(name: string): Promise<boolean> {
		if (this.dialect === "2.x") return (await this.#search(name)) !== undefined;
		return (await this.call("GET", `job/${encodeURIComponent(name)}`)).status === 200;
	}

	async delete(name: string): Promise<void> {
		equal("the status of the delete", (await this.call("DELETE", `job/${encodeURIComponent(name)}`)).status, 204);
	}

	async kill(name: string): Promise<void> {
		equal("the status of the kill", (await this.call("DELETE", `task/kill/${encodeURIComponent(name)}`)).status, 204);
	}

	async start(name: string, query = ""): Promise<void> {
		equal("the status of the start", (await this.call("PUT", `job/${encodeURIComponent(name)}${query}`)).status, 204);
	}

	async markSuccessful(name: string): Promise<void> {
		equal("the status of the mark", (await this.call("PUT", `job/success/${encodeURIComponent(name)}`)).status, 200);
	}

	/** The jobs of this test in the list. */
	async list(path = "jobs"): Promise<readonly WireJob[]> {
		const reply = await this.call("GET", path);
		equal(`the status of GET ${path}`, reply.status, 200);
		return (reply.json() as readonly WireJob[]).filter(({ name }) => name.startsWith(this.prefix));
	}

	async listed(name: string): Promise<WireJob> {
		const found = (await this.list()).find((job) => job.name === name);
		if (found === undefined) throw new Difference("the list has the job", name, undefined);
		return found;
	}

	async summaries(): Promise<readonly WireSummary[]> {
		return (await this.#allSummaries()).filter(({ name }) => name.startsWith(this.prefix));
	}

	async summary(name: string): Promise<WireSummary> {
		const found = (await this.#allSummaries()).find((job) => job.name === name);
		if (found === undefined) throw new Difference("the summary has the job", name, undefined);
		return found;
	}

	/** The lines of `graph/csv` about jobs of this test, in their order. */
	async csv(): Promise<readonly string[]> {
		const reply = await this.call("GET", "graph/csv");
		equal("the status of GET graph/csv", reply.status, 200);
		return reply.text.split("\n").filter((line) => line.split(",")[1]?.startsWith(this.prefix) === true);
	}

	now(): number {
		return this.connection.time?.now() ?? Date.now();
	}

	async pass(ms: number): Promise<void> {
		await (this.connection.time === undefined ? sleep(ms) : this.connection.time.advance(ms));
	}

	/** Lets time pass until it is so. */
	async waitFor(what: string, probe: () => Promise<boolean>, limitMs = patienceMs): Promise<void> {
		const until = this.now() + limitMs;
		for (let stepMs = firstStepMs; !(await probe()); stepMs = Math.min(longestStepMs, stepMs * 1.2)) {
			if (this.now() >= until) throw new Difference(`within ${limitMs} ms: ${what}`, true, false);
			await this.pass(Math.round(stepMs));
		}
	}

	waitForJob(name: string, isSo: (job: WireJob) => boolean, limitMs = patienceMs): Promise<void> {
		return this.waitFor(`${name} is as wanted`, async () => isSo(await this.job(name)), limitMs);
	}

	waitForState(name: string, state: string, limitMs = patienceMs): Promise<void> {
		return this.waitFor(`${name} is ${state}`, async () => (await this.summary(name)).state === state, limitMs);
	}

	/** Waits until so many runs have ended, well or badly. */
	waitForRuns(name: string, count: number, limitMs = patienceMs): Promise<void> {
		return this.waitFor(`${name} has had ${count} runs`, async () => endedRuns(await this.job(name)) >= count, limitMs);
	}

	/** Starts a job by hand and waits for its verdict. */
	async run(name: string, query = ""): Promise<WireJob> {
		const before = endedRuns(await this.job(name));
		await this.start(name, query);
		await this.waitForRuns(name, before + 1);
		return this.job(name);
	}

	/** Restarts the server, where it offers that. */
	async restart(): Promise<void> {
		this.#agent.destroy();
		await this.connection.restart?.();
		this.#agent = createAgent(this.connection);
	}

	/** Hangs up. */
	close(): void {
		this.#agent.destroy();
	}

	/** Removes what the test made, the last first: deleting a parent changes its children. */
	async cleanUp({ strangers = false } = {}): Promise<void> {
		const names = new Set([...this.#names, ...(strangers ? this.#posted : [])]);
		for (const name of [...names].toReversed()) {
			await this.call("DELETE", `job/${encodeURIComponent(name)}`).catch(() => undefined);
		}
	}

	async #allSummaries(): Promise<readonly WireSummary[]> {
		const reply = await this.call("GET", "jobs/summary");
		equal("the status of GET jobs/summary", reply.status, 200);
		return (reply.json() as { readonly jobs: readonly WireSummary[] }).jobs;
	}

	async #searchedJob(name: string): Promise<WireJob> {
		const found = await this.#search(name);
		if (found === undefined) throw new Difference("the search finds the job", name, undefined);
		return found;
	}

	async #search(name: string): Promise<WireJob | undefined> {
		const reply = await this.call("GET", `jobs/search?name=${encodeURIComponent(name)}&limit=1000`);
		equal("the status of GET jobs/search", reply.status, 200);
		return (reply.json() as readonly WireJob[]).find((job) => job.name === name);
	}
}

function endedRuns(job: WireJob): number {
	return Number(job["successCount"]) + Number(job["errorCount"]);
}

function postedName(body: Request["body"]): string | undefined {
	if (typeof body !== "string") return undefined;
	return /"name":"?([\w.-]+)/.exec(body)?.[1];
}
