import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerAtRoot, answerCall } from "./lying-server/answer.ts";
import type { Facts } from "./lying-server/asked.ts";
import { deceiveAfter, deceiveBefore, elsewhere, unauthorized } from "./lying-server/deceive.ts";
import { hangUp, hear, type HeardRequest, say } from "./lying-server/hear.ts";
import { createLies, type Lie, type LieName, type Lies } from "./lying-server/lies.ts";
import type { Reply } from "./lying-server/replies.ts";
import { type Build, isRecord, isStumble, type StoredJob, storedJobOf } from "./lying-server/stored-job.ts";
import { createWorld, type World } from "./lying-server/world.ts";

export interface LyingServerOptions {
	readonly dialect?: "3.x" | "2.x";
	/** Which fields it knows: those of the newest build, of the last release, or of a site with GPUs. */
	readonly build?: Build;
	readonly lies?: readonly (LieName | Lie)[];
	/** Documents as they are submitted; the honest part of the story. */
	readonly jobs?: readonly object[];
	readonly credentials?: { readonly user: string; readonly password: string };
	readonly now?: () => number;
	/** Where to listen instead of at a port of this machine. */
	readonly socketPath?: string;
}

/** A small Chronos that does as Chronos does, and lies when it is told to. */
export interface LyingServer
	extends AsyncDisposable, Pick<World, "setState" | "launch" | "finish" | "change" | "play" | "wake" | "remove"> {
	readonly url: string;
	/** All that was heard, in its order. */
	readonly requests: readonly HeardRequest[];
	/** Those that could have changed something. */
	readonly writes: readonly HeardRequest[];
	tell(lie: LieName | Lie): void;
	/** All lies when none is named. */
	stop(name?: LieName): void;
	/** Somebody else submits a job. */
	add(document: object): void;
	/** What is stored, whether anybody can see it or not. */
	job(name: string): StoredJob | undefined;
	forgetRequests(): void;
	close(): Promise<void>;
}

export async function startLyingServer(options: LyingServerOptions = {}): Promise<LyingServer> {
	const { dialect = "3.x", build = builds[dialect], now = Date.now, credentials, socketPath } = options;
	const lies = createLies();
	const world = createWorld({ lies, now });
	const facts: Facts = { world, dialect, build, now };
	const add = (document: object) => world.put(honestJob(document, facts));
	for (const job of options.jobs ?? []) add(job);
	for (const lie of options.lies ?? []) lies.tell(lie);

	const requests: HeardRequest[] = [];
	async function converse(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const heard = await hear(request);
		requests.push(heard);
		const reply = answer(heard, { facts, lies, credentials });
		if (heard.method === "GET" && reply.status === 200 && isReadOfJobs(heard)) meddle(world, lies);
		say(reply, response);
		if (lies.take("closes-early") !== undefined) response.once("finish", () => hangUp(response));
	}
	const server = createServer((request, response) => {
		converse(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
	});
	const port = await listen(server, socketPath);
	return {
		...world,
		url: socketPath === undefined ? `http://127.0.0.1:${port}` : `unix://${socketPath}`,
		requests,
		get writes() {
			return requests.filter(({ method }) => !["GET", "HEAD", "OPTIONS"].includes(method));
		},
		tell: (lie) => lies.tell(lie),
		stop: (name) => lies.stop(name),
		add,
		job: world.stored,
		forgetRequests: () => void requests.splice(0),
		close: () => close(server),
		[Symbol.asyncDispose]: () => close(server),
	};
}

const builds = { "3.x": "HEAD", "2.x": "2.5" } as const;

function honestJob(document: object, { build, now }: Facts): StoredJob {
	const job = storedJobOf(document, { build, now: now() });
	if (isStumble(job)) throw new Error(`the lying server stumbles over ${JSON.stringify(document)}`);
	return job;
}

interface Judge {
	readonly facts: Facts;
	readonly lies: Lies;
	readonly credentials: LyingServerOptions["credentials"];
}

function answer(heard: HeardRequest, { facts, lies, credentials }: Judge): Reply {
	const { method, path: url } = heard;
	const { pathname, searchParams: query } = new URL(url, "http://localhost");
	const path = pathname.startsWith(elsewhere) ? pathname.slice(elsewhere.length) : pathname;
	const hearing = { method, path: pathname, url, job: jobOf(path, heard.body) };
	const deceit = deceiveBefore(hearing, lies);
	if (deceit !== undefined) return deceit;
	if (!isAllowed(headerOf(heard, "authorization"), credentials)) return unauthorized(path);
	const prefix = facts.dialect === "2.x" ? "/scheduler/" : "/v1/scheduler/";
	if (!path.startsWith(prefix)) return deceiveAfter(answerAtRoot(method, path), hearing, lies);
	const [contentType] = headerOf(heard, "content-type")?.toLowerCase().split(/\s*;/) ?? [];
	const resource = path.slice(prefix.length).replace(/\/$/, "");
	const asked = { ...heard, path, query, resource, contentType, accept: headerOf(heard, "accept") };
	return deceiveAfter(answerCall(asked, facts), hearing, lies);
}

/** Whoever wants to see one job at most asks who is there, not for jobs. */
function isReadOfJobs({ path }: HeardRequest): boolean {
	return /\/(?:jobs(?:\/search)?|job\/[^/]+)(?:\?|$)/.test(path) && !path.endsWith("?limit=1");
}

function meddle(world: World, lies: Lies): void {
	const { patch = {} } = lies.take("meddler") ?? {};
	if (typeof patch["name"] === "string") world.change(patch["name"], patch);
}

/** Whom a request is about, for lies that concern one job. */
function jobOf(path: string, body: string): string | undefined {
	const [, name] = /\/(?:job\/(?:success|stat)|job|task\/kill)\/([^/]+)\/?$/.exec(path) ?? [];
	if (name !== undefined) return decodeURIComponent(name);
	try {
		const document: unknown = JSON.parse(body);
		return isRecord(document) ? String(document["name"]) : undefined;
	} catch {
		return undefined;
	}
}

function isAllowed(authorization: string | undefined, credentials: LyingServerOptions["credentials"]): boolean {
	if (credentials === undefined) return true;
	const expected = Buffer.from(`${credentials.user}:${credentials.password}`, "latin1").toString("base64");
	return authorization === `Basic ${expected}`;
}

function headerOf({ headers }: HeardRequest, name: string): string | undefined {
	const header = headers[name];
	return typeof header === "string" ? header : header?.join(",");
}

function listen(server: Server, socketPath: string | undefined): Promise<number> {
	return new Promise((resolve, reject) => {
		const onListening = () => {
			const address = server.address();
			resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
		};
		server.once("error", reject);
		if (socketPath === undefined) server.listen(0, "127.0.0.1", onListening);
		else server.listen(socketPath, onListening);
	});
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
