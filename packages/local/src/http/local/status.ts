import { findLastingLack, findUnmet, freeOf, needsOf, totalOf } from "../../engine/capacity.ts";
import { type OrderedMap, valuesOf } from "../../engine/ordered-map.ts";
import { findJob, findRun } from "../../engine/state.ts";
import { activityOf } from "../../engine/summary-of.ts";
import { whyNotRunning } from "../../engine/why-not-running.ts";
import { vendorOf } from "../../gpus/gpu.ts";
import type { Reply } from "../handler.ts";
import { endText, obstacleText, reasonText } from "../reason-text.ts";
import type { Server } from "../server.ts";
import { findLatestAttempt } from "./find-attempt.ts";
import type { LocalAsked } from "./local-endpoint.ts";
import { localJson } from "./local-reply.ts";
import { endOnWire, reasonOnWire, timeOnWire } from "./on-wire.ts";
import { unknownJob } from "./runs.ts";

export function getVersion({ engine, facts, rules }: Server): Reply {
	const { deviations } = engine.state.settings;
	return localJson({
		name: "chronos-job",
		version: facts.version,
		api: "local/v1",
		dialect: facts.dialect,
		pid: facts.pid,
		startedAt: timeOnWire(facts.startedAt),
		storeId: facts.storeId,
		lastEventId: engine.lastEventId,
		features: ["runs", "logs", "files", "why", "events", "capacity"],
		deviations: { ...deviations, ...rules },
	});
}

export function getCapacity({ engine }: Server): Reply {
	const { state } = engine;
	return localJson({
		total: totalOf(state.capacity),
		used: { ...state.used, gpus: state.usedDevices.size },
		free: freeOf(state),
		isLookingForGpus: state.capacity.isLookingForGpus ?? false,
		gpus: gpusOf(state),
		gpusBecause: state.capacity.gpusBecause,
		containersBy: engine.containersBy(),
		unavailable: Object.fromEntries(state.unavailable),
		running: [...valuesOf(state.attempts)].length,
		queue: [...waitingIn(engine.state, state.queue), ...waitingIn(engine.state, state.parked)],
	});
}

function gpusOf({ capacity: { gpus, gpuFacts = [] }, attempts }: State): readonly object[] {
	const owners = new Map([...valuesOf(attempts)].flatMap(({ devices, taskId }) => devices.map((id) => [id, taskId])));
	const known = new Map(gpuFacts.map((gpu) => [gpu.id, gpu]));
	return gpus.map((id) => ({ ...(known.get(id) ?? { id, vendor: vendorOf(id) }), usedBy: owners.get(id) }));
}

export async function getWhy(server: Server, { params }: LocalAsked): Promise<Reply> {
	const { engine } = server;
	const { name = "" } = params;
	const reasons = whyNotRunning(engine.state, name, engine.now());
	if (reasons.some(({ type }) => type === "unknown")) return unknownJob(name);
	const found = findJob(engine.state, name);
	if (found !== undefined) await engine.study(found.job);
	const obstacle = found && engine.findObstacle(found.job);
	const doubt = found && engine.findDoubt(found.job);
	return localJson({
		job: name,
		state: found === undefined ? { phase: "idle", running: 0 } : activityOf(found),
		reasons: [
			...(obstacle === undefined ? [] : [{ type: "cannot-launch", text: obstacleText(obstacle) }]),
			...reasons.map((reason) => ({ ...reasonOnWire(reason), text: reasonText(reason) })),
			...(doubt === undefined ? [] : [{ type: "doubt", text: `${doubt}.` }]),
		],
		latest: latestOf(server, name),
	});
}

/** How the latest attempt ended, which may be why nothing more is to come. */
function latestOf(server: Server, name: string): object | undefined {
	const attempt = findLatestAttempt(server, name);
	if (attempt?.end === undefined) return undefined;
	const end = endOnWire(attempt.end);
	return { taskId: attempt.taskId, ...end, text: endText(attempt.end) };
}

type State = Server["engine"]["state"];

/** In the order in which they are served. */
function waitingIn(state: State, queue: OrderedMap<number, number>): readonly Waiting[] {
	return [...valuesOf(queue)].flatMap((runId) => {
		const run = findRun(state, runId);
		const job = run && findJob(state, run.job)?.job;
		if (run === undefined || job === undefined) return [];
		const needs = needsOf(job, state.settings);
		const fits = findLastingLack(needs, state.capacity) === undefined && findUnmet(job, state.settings) === undefined;
		return [{ runId, job: run.job, queuedAt: timeOnWire(run.queuedAt), needs, fits }];
	});
}

interface Waiting {
	readonly runId: number;
	readonly job: string;
	readonly queuedAt: string;
	readonly needs: ReturnType<typeof needsOf>;
	/** Whether this machine could hold it when nothing else ran, as far as is known. */
	readonly fits: boolean;
}
