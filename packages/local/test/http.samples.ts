import {
	type Capacity,
	createHandler,
	type Handler,
	manualClock,
	type ManualClock,
	memoryStore,
	type Reply,
	type ScriptedJob,
	scriptedExecutor,
	type ServerFacts,
	type SettingsOptions,
	startLocal,
	type LocalServer,
} from "../src/index.ts";

export interface Stage extends AsyncDisposable {
	readonly clock: ManualClock;
	readonly server: LocalServer;
	readonly handler: Handler;
	readonly reported: readonly unknown[];
	readonly ask: (method: string, target: string, extra?: Extra) => Promise<Answer>;
	/** Sends a job to where it belongs, and expects it to be taken. */
	readonly put: (job: Readonly<Record<string, unknown>>) => Promise<void>;
}

export interface Extra {
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
}

export interface Answer extends Omit<Reply, "body"> {
	readonly body: string;
}

export interface StageOptions {
	readonly now?: string;
	readonly script?: Readonly<Record<string, ScriptedJob>>;
	readonly settings?: SettingsOptions;
	readonly facts?: Partial<ServerFacts>;
	readonly capacity?: Capacity;
	readonly sandboxRoot?: string;
	/** Whether jobs with an image run as well. */
	readonly hasEngine?: boolean;
	/** Why nothing can be launched. */
	readonly obstacle?: string;
}

export const jsonBody = { "content-type": "application/json" };
export const later = "R/2030-01-01T00:00:00Z/PT1H";

const machine: Capacity = { cpus: 8, memMb: 16_384, diskMb: 100_000, gpus: ["0"] };

/** A whole server without a socket, on a clock that waits. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
	const clock = manualClock(options.now ?? "2026-11-21T09:00:00.000Z");
	const reported: unknown[] = [];
	const server = await startLocal({
		store: memoryStore(),
		executor: (time) => ({ ...scriptedExecutor(options.script ?? {})(time), findObstacle: () => options.obstacle }),
		clock,
		capacity: options.capacity ?? machine,
		settings: options.settings ?? {},
		currentUser: "root",
		...(options.hasEngine === true && { containers: scriptedExecutor(options.script ?? {})(clock) }),
		...(options.sandboxRoot === undefined ? {} : { sandboxRoot: options.sandboxRoot }),
	});
	const facts: ServerFacts = {
		version: "1.2.3",
		dialect: "3.x",
		startedAt: clock.now(),
		storeId: "test",
		clock,
		leader: () => "here:4400",
		report: (error) => reported.push(error),
		...options.facts,
	};
	const handler = createHandler({ engine: server.engine, facts });
	const ask: Stage["ask"] = (method, target, extra) => askHandler(handler, method, target, extra);
	const put: Stage["put"] = async (job) => {
		const prefix = facts.dialect === "2.x" ? "/scheduler" : "/v1/scheduler";
		const path = `${prefix}/${job["parents"] === undefined ? "iso8601" : "dependency"}`;
		const { status, body } = await ask("POST", path, { headers: jsonBody, body: JSON.stringify(job) });
		if (status !== 204) throw new Error(`${status} ${body}`);
	};
	return { clock, server, handler, reported, ask, put, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

// oxlint-disable-next-line eslint/max-params -- as a request line is written
async function askHandler(handler: Handler, method: string, target: string, extra: Extra = {}): Promise<Answer> {
	const { headers = {}, body = "" } = extra;
	const reply = await handler({
		method,
		target,
		headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
		body: typeof body === "string" ? Buffer.from(body) : body,
		signal: new AbortController().signal,
	});
	return { ...reply, body: await textOf(reply.body) };
}

export async function textOf(body: Reply["body"]): Promise<string> {
	if (typeof body === "string") return body;
	if (body instanceof Uint8Array) return Buffer.from(body).toString();
	const chunks: Uint8Array[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString();
}
