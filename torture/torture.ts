/** Kills a server again and again while many clients use it, and then looks whether it kept its promises. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { random, type Random, type TestEngine } from "@chronos-job/testkit";
import { socketClient, type SocketClient } from "../bench/socket-client.ts";
import { openBerth } from "./berth.ts";
import { check } from "./check.ts";
import { statesIn } from "./containers-left.ts";
import { type Clients, startClients } from "./clients.ts";
import { type GatherOptions, gather, keepEvidence, textOf } from "./gather.ts";
import { type KillPoint, type Pace, paces, pickKillPoint } from "./kill-point.ts";
import { createLedger } from "./ledger.ts";
import type { Sabotage } from "./sabotage.ts";
import type { TortureGpus } from "./server.ts";
import { type ServerProcess, type ServerStart, startServer } from "./server-process.ts";
import type { Violation } from "./violation.ts";

export interface TortureOptions {
	readonly rounds: number;
	readonly seed: number;
	/** Gets the state of the server and the evidence. */
	readonly directory: string;
	readonly sabotage?: Sabotage | undefined;
	readonly limits?: "auto" | "off" | undefined;
	/** Makes every job one in a container. */
	readonly engine?: Pick<TestEngine, "host" | "socketPath" | "image"> | undefined;
	/** What that engine has of GPUs; without it no job asks for any. */
	readonly gpus?: TortureGpus | undefined;
	readonly say: (text: string) => void;
}

export interface Report {
	readonly violations: readonly Violation[];
	readonly starts: readonly ServerStart[];
	readonly kills: ReadonlyMap<string, number>;
	/** Containers that a killed server left, by their state. */
	readonly found: ReadonlyMap<string, number>;
	readonly counts: Clients["counts"];
	readonly attempts: number;
	/** How many of them had a GPU. */
	readonly onGpus: number;
	readonly runs: number;
	readonly jobs: number;
	readonly seconds: number;
}

export async function torture(options: TortureOptions): Promise<Report> {
	const started = performance.now();
	const scene = openScene(options);
	const { ledger, proofFile, socketPath } = scene;
	writeFileSync(proofFile, "");
	const clients = startClients({ socketPath, proofFile, ledger, seed: options.seed, ...crowdOf(scene) });
	try {
		await warmUp(scene);
		for (let round = 1; round <= options.rounds; round++) await killOnce(scene, round);
		const last = await startForGood(scene);
		const { evidence, violations } = await conclude(scene, clients, last);
		return {
			...scene,
			violations: [...scene.violations, ...violations, ...check(evidence)],
			counts: clients.counts,
			attempts: evidence.proofs.size,
			onGpus: [...evidence.proofs.values()].filter(({ starts }) => starts[0]?.gpu !== undefined).length,
			runs: evidence.runs.length,
			jobs: evidence.ledger.length,
			seconds: (performance.now() - started) / 1000,
		};
	} finally {
		clients.abandon();
		scene.server?.kill("SIGKILL");
	}
}

interface Scene extends TortureOptions {
	readonly dice: Random;
	readonly socketPath: string;
	readonly proofFile: string;
	readonly logFile: string;
	readonly ledger: ReturnType<typeof createLedger>;
	readonly starts: ServerStart[];
	readonly kills: Map<string, number>;
	readonly found: Map<string, number>;
	readonly violations: Violation[];
	server: ServerProcess | undefined;
}

function openScene(options: TortureOptions): Scene {
	const { directory, seed } = options;
	mkdirSync(join(directory, "proofs"), { recursive: true });
	return {
		...options,
		dice: random(seed),
		socketPath: join(directory, "server.sock"),
		proofFile: join(directory, "proofs", "all"),
		logFile: join(directory, "server.log"),
		ledger: createLedger(),
		starts: [],
		kills: new Map(),
		found: new Map(),
		violations: [],
		server: undefined,
	};
}

/** As many as keep the server busy, and not for minutes after the last kill. */
function crowdOf({ engine, gpus, directory }: Scene) {
	if (engine === undefined) return { lanes: 16, pauseMs: 60 };
	const berth = openBerth({ image: engine.image, folder: join(directory, "proofs"), hasGpus: gpus !== undefined });
	return { lanes: 4, pauseMs: 2000, berth };
}

function paceOf({ engine }: Scene): Pace {
	return engine === undefined ? paces.processes : paces.containers;
}

function launch(scene: Scene, kill?: KillPoint): ServerProcess {
	const { directory, socketPath, logFile, sabotage, limits, engine, gpus } = scene;
	const place = { directory: join(directory, "state"), socketPath, limits, engine: engine?.host, gpus };
	const server = startServer(
		{ ...place, cpus: engine === undefined ? 2 : 0.6, failureRetryMs: 200, graceMs: 500, kill, sabotage },
		{ log: logFile, cache: fileURLToPath(new URL("../.cache/compiled", import.meta.url)) },
	);
	scene.server = server;
	return server;
}

/** What the first server compiles is written down when it stops, which the others never do. */
async function warmUp(scene: Scene): Promise<void> {
	await stop(scene, await startForGood(scene));
}

async function killOnce(scene: Scene, round: number): Promise<void> {
	const { dice, say, engine } = scene;
	const pace = paceOf(scene);
	const point = pickKillPoint(dice, usualStartMs(scene), pace);
	const server = launch(scene, point);
	const timers = new AbortController();
	if (point.type === "time" && point.since === "start")
		void after(point.ms, timers.signal, () => server.kill("SIGKILL"));
	const ready = await server.ready;
	if (ready !== undefined) {
		scene.starts.push(ready);
		const ms = point.type === "time" && point.since === "ready" ? point.ms : pace.patienceMs;
		void after(ms, timers.signal, () => server.kill("SIGKILL"));
	}
	const end = await server.ended;
	timers.abort();
	count(scene.kills, wordOf(point, ready !== undefined));
	if (engine !== undefined) for (const state of await statesIn(engine.socketPath)) count(scene.found, state);
	if (end !== "SIGKILL") complain(scene, `round ${String(round)}: it ended by itself with ${end}`);
	if (round % 50 === 0) say(`${String(round)} rounds`);
}

function count(counts: Map<string, number>, word: string): void {
	counts.set(word, (counts.get(word) ?? 0) + 1);
}

function wordOf(point: KillPoint, wasReady: boolean): string {
	if (point.type === "step") return `${point.when} a ${point.step}${wasReady ? "" : ", starting"}`;
	return wasReady ? "at some time" : "while starting";
}

/** The median, once there have been some. */
function usualStartMs({ starts }: Scene): number {
	const times = starts.map(({ startMs }) => startMs).toSorted((a, b) => a - b);
	return times[Math.floor(times.length / 2)] ?? 500;
}

function complain(scene: Scene, detail: string): void {
	scene.violations.push({ rule: "server-failed", about: "server", detail });
}

async function startForGood(scene: Scene): Promise<ServerProcess> {
	const server = launch(scene);
	const ready = await server.ready;
	if (ready === undefined)
		throw new Error(`the server does not start: ${readFileSync(scene.logFile, "utf8").slice(-2000)}`);
	scene.starts.push(ready);
	return server;
}

async function stop(scene: Scene, server: ServerProcess): Promise<void> {
	server.kill("SIGTERM");
	const end = await server.ended;
	if (end !== "0") complain(scene, `it did not stop, but ended with ${end}`);
}

async function conclude(scene: Scene, clients: Clients, server: ServerProcess) {
	const { say, socketPath, directory, logFile, ledger, proofFile, engine } = scene;
	await clients.stop();
	say("waiting until everything has come to rest");
	const violations: Violation[] = [];
	using client = socketClient(socketPath, 4);
	await settle(client);
	const asked: GatherOptions = {
		client,
		ledger,
		proofFile,
		directory: join(directory, "state"),
		serverPid: server.pid,
		engineSocket: engine?.socketPath,
	};
	const evidence = await gather(asked);
	keepEvidence(directory, evidence);
	await stop(scene, server);
	const again = await startForGood(scene);
	if ((await textOf(client, "/v1/scheduler/jobs")) !== evidence.jobsText)
		violations.push({ rule: "restart-told", about: "jobs", detail: "the list of jobs is another one after a restart" });
	await stop(scene, again);
	const log = readFileSync(logFile, "utf8");
	if (log !== "") complain(scene, log.slice(0, 2000));
	return { evidence, violations };
}

/** Until nothing runs, waits or is going to be tried again; what is still there after that is stuck. */
async function settle(client: SocketClient): Promise<void> {
	for (let quiet = 0, looks = 0; quiet < 3 && looks < mostLooks; looks++) {
		await after(250);
		const { running, queue } = JSON.parse(await textOf(client, "/local/v1/capacity")) as { running: number; queue: [] };
		const summary = await textOf(client, "/v1/scheduler/jobs/summary");
		quiet = running === 0 && queue.length === 0 && !/"state":"(?!idle)/.test(summary) ? quiet + 1 : 0;
	}
}

const mostLooks = 480;

function after(ms: number, signal?: AbortSignal, act: () => void = () => {}): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => {
			act();
			resolve();
		}, ms);
		signal?.addEventListener("abort", () => clearTimeout(timer), { once: true });
	});
}
