import type { IncomingMessage } from "node:http";
import { bytesOf, callEngine, type EngineCall, readText } from "./call-engine.ts";
import { demuxLogs, type LogBytes } from "./demux-logs.ts";
import type { Endpoint } from "./endpoint.ts";
import { EngineError, explainSilence, unlessMissing } from "./engine-error.ts";
import type {
	ContainerReply,
	EngineEventReply,
	ImageReply,
	InfoReply,
	ListedContainer,
	PullLine,
	VersionReply,
} from "./engine-replies.ts";
import { readJsonLines } from "./read-json-lines.ts";

/** The part of the Docker Engine API that running jobs takes; everything rejects with an `EngineError`. */
export interface EngineClient {
	readonly endpoint: Endpoint;
	/** The version of the API that is spoken. */
	ping(signal?: AbortSignal): Promise<string>;
	version(signal?: AbortSignal): Promise<VersionReply>;
	info(signal?: AbortSignal): Promise<InfoReply>;
	/** Undefined when the engine does not have it. */
	findImage(name: string): Promise<ImageReply | undefined>;
	pull(name: string, options?: PullOptions): Promise<void>;
	/** Answers the id; a name that is taken is refused. */
	create(name: string, body: unknown): Promise<string>;
	/** The same in Podman's own words. */
	createInPodman(name: string, body: Readonly<Record<string, unknown>>): Promise<void>;
	/** Also of one that runs. */
	start(id: string): Promise<void>;
	findContainer(idOrName: string, signal?: AbortSignal): Promise<ContainerReply | undefined>;
	/** Those that have all of the labels, ended ones too. */
	list(labels: readonly string[]): Promise<readonly ListedContainer[]>;
	/** Both outputs from the beginning; who follows them goes on until the container ends. */
	readLogs(id: string, how: { readonly follows: boolean; readonly signal?: AbortSignal }): AsyncIterable<LogBytes>;
	wait(id: string, signal?: AbortSignal): Promise<number>;
	kill(id: string, signal: string): Promise<void>;
	stop(id: string, graceSeconds: number): Promise<void>;
	/** With the volumes that nobody named; comes back when it is gone, whoever removed it. */
	remove(id: string): Promise<void>;
	events(labels: readonly string[], signal: AbortSignal): AsyncIterable<EngineEventReply>;
	/** Any other call that is answered with JSON. */
	ask<T>(request: EngineCall): Promise<T>;
	/** Any other call, whatever it is answered with. */
	tell(request: EngineCall): Promise<void>;
}

export interface PullOptions {
	readonly signal?: AbortSignal;
	readonly onProgress?: (line: PullLine) => void;
	/** What the registry asks for, as the engine wants it: JSON in base64url. */
	readonly credentials?: string;
}

export function engineClient(endpoint: Endpoint): EngineClient {
	const line: Line = { endpoint, version: undefined };
	return {
		endpoint,
		ping: (signal) => ping(line, signal),
		version: (signal) => json<VersionReply>(line, { method: "GET", path: "/version", signal }),
		info: (signal) => json<InfoReply>(line, { method: "GET", path: "/info", signal }),
		findImage: (name) => find<ImageReply>(line, `/images/${segments(name)}/json`),
		pull: (name, options = {}) => pull(line, name, options),
		create: (name, body) => create(line, name, body),
		createInPodman: (name, body) => createInPodman(line, { ...body, name }),
		start: (id) => act(line, `/containers/${id}/start`),
		findContainer: (id, signal) => find<ContainerReply>(line, `/containers/${id}/json`, signal),
		list: (labels) =>
			json<readonly ListedContainer[]>(line, {
				method: "GET",
				path: `/containers/json?all=true&filters=${filter({ label: labels })}`,
			}),
		readLogs: (id, how) => readLogs(line, id, how),
		wait: async (id, signal) => {
			const call: EngineCall = { method: "POST", path: `/containers/${id}/wait`, signal };
			return (await json<{ readonly StatusCode?: number }>(line, call)).StatusCode ?? 0;
		},
		kill: (id, signal) => act(line, `/containers/${id}/kill?signal=${signal}`),
		stop: (id, seconds) => act(line, `/containers/${id}/stop?t=${String(seconds)}`),
		remove: (id) => remove(line, id),
		events: (labels, signal) => followEvents(line, labels, signal),
		ask: (request) => json(line, request),
		tell: (request) => tell(line, request),
	};
}

interface Line {
	readonly endpoint: Endpoint;
	version: string | undefined;
}

async function ping(line: Line, signal: AbortSignal | undefined): Promise<string> {
	const answer = await callEngine(line.endpoint, { method: "GET", path: "/_ping", signal });
	const text = await readText(answer, line.endpoint);
	const theirs = answer.headers["api-version"];
	if (theirs === undefined && text.trim() !== "OK") {
		throw new EngineError(`${line.endpoint.text} is there, and what answers is no engine`);
	}
	line.version = olderOf(String(theirs ?? ourVersion), ourVersion);
	return line.version;
}

// Of Docker 27; newer engines still speak it, older ones are spoken to as they want it.
const ourVersion = "1.47";

function olderOf(a: string, b: string): string {
	const [major, minor] = a.split(".").map(Number);
	const [ourMajor = 0, ourMinor = 0] = b.split(".").map(Number);
	if (major === undefined || minor === undefined || Number.isNaN(minor)) return b;
	return major < ourMajor || (major === ourMajor && minor < ourMinor) ? a : b;
}

async function call(line: Line, request: EngineCall): Promise<IncomingMessage> {
	const version = line.version ?? (await ping(line, request.signal));
	return callEngine(line.endpoint, { ...request, path: `/v${version}${request.path}` });
}

async function json<T>(line: Line, request: EngineCall): Promise<T> {
	const text = await readText(await call(line, request), line.endpoint);
	try {
		return JSON.parse(text);
	} catch {
		throw new EngineError(`${line.endpoint.text} answered something that is not JSON`, 200);
	}
}

function find<T>(line: Line, path: string, signal?: AbortSignal): Promise<T | undefined> {
	return unlessMissing(json<T>(line, { method: "GET", path, signal }));
}

async function act(line: Line, path: string): Promise<void> {
	await tell(line, { method: "POST", path });
}

async function tell(line: Line, request: EngineCall): Promise<void> {
	await readText(await call(line, request), line.endpoint);
}

async function create(line: Line, name: string, body: unknown): Promise<string> {
	const request: EngineCall = { method: "POST", path: `/containers/create?name=${name}`, body };
	const { Id: id } = await json<{ readonly Id?: string }>(line, request);
	if (id === undefined) throw new EngineError("the engine made a container without an id", 200);
	return id;
}

async function createInPodman({ endpoint }: Line, body: unknown): Promise<void> {
	// The oldest version that Podman 4 and 5 both speak.
	const request: EngineCall = { method: "POST", path: "/v4.0.0/libpod/containers/create", body };
	await readText(await callEngine(endpoint, request), endpoint);
}

async function remove(line: Line, id: string): Promise<void> {
	try {
		await unlessMissing(tell(line, { method: "DELETE", path: `/containers/${id}?v=true&force=true` }));
	} catch (error) {
		if (!isUnderWay(error)) throw error;
		await unlessMissing(tell(line, { method: "POST", path: `/containers/${id}/wait?condition=removed` }));
	}
}

/** Docker refuses whoever wants to remove what somebody else is removing, which takes it a while. */
function isUnderWay(error: unknown): boolean {
	return error instanceof EngineError && error.status === 409 && /already in progress/.test(error.message);
}

async function pull(line: Line, name: string, { signal, onProgress, credentials }: PullOptions): Promise<void> {
	const answer = await call(line, {
		method: "POST",
		path: `/images/create?fromImage=${encodeURIComponent(withTag(name))}`,
		...(credentials === undefined ? {} : { headers: { "x-registry-auth": credentials } }),
		signal,
	});
	// What goes wrong after the first byte stands in the body.
	for await (const progress of linesOf(line, answer, (text): PullLine => JSON.parse(text))) {
		if (progress.error !== undefined) throw new EngineError(progress.error, answer.statusCode ?? 200);
		onProgress?.(progress);
	}
}

/** The slashes of a name stay what they are. */
function segments(name: string): string {
	return name.split("/").map(encodeURIComponent).join("/");
}

/** Without a tag some engines fetch all there are. */
function withTag(name: string): string {
	return /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
}

async function* readLogs(
	line: Line,
	id: string,
	{ follows, signal }: Parameters<EngineClient["readLogs"]>[1],
): AsyncGenerator<LogBytes, void> {
	const path = `/containers/${id}/logs?stdout=true&stderr=true&follow=${String(follows)}`;
	const answer = await call(line, { method: "GET", path, signal });
	try {
		yield* demuxLogs(bytesOf(answer));
	} catch (error) {
		throw explainSilence(error, line.endpoint.text);
	} finally {
		answer.destroy();
	}
}

async function* followEvents(
	line: Line,
	labels: readonly string[],
	signal: AbortSignal,
): AsyncGenerator<EngineEventReply, void> {
	const path = `/events?filters=${filter({ type: ["container"], label: labels })}`;
	const answer = await call(line, { method: "GET", path, signal });
	yield* linesOf(line, answer, (text): EngineEventReply => JSON.parse(text));
}

async function* linesOf<T>(
	{ endpoint }: Line,
	answer: IncomingMessage,
	parse: (line: string) => T,
): AsyncGenerator<T, void> {
	try {
		yield* readJsonLines(bytesOf(answer), parse);
	} catch (error) {
		throw error instanceof EngineError ? error : explainSilence(error, endpoint.text);
	} finally {
		answer.destroy();
	}
}

function filter(wanted: Readonly<Record<string, readonly string[]>>): string {
	return encodeURIComponent(JSON.stringify(wanted));
}
