/** Clients that go on whatever happens to the server, and write down what they were told. */
import { random, type Random } from "@chronos-job/testkit";
import { socketClient, type SocketClient } from "../bench/socket-client.ts";
import type { Berth } from "./berth.ts";
import { failing, jobOf, works } from "./jobs.ts";
import { type JobEntry, type Ledger, type Plan, type Write } from "./ledger.ts";

export interface ClientOptions {
	readonly socketPath: string;
	readonly proofFile: string;
	readonly ledger: Ledger;
	readonly seed: number;
	readonly lanes: number;
	/** The longest pause between two requests of a lane. */
	readonly pauseMs: number;
	readonly berth?: Berth | undefined;
}

export interface Clients {
	readonly counts: { sent: number; unanswered: number };
	/** Lets everybody finish, then makes jobs that come back by themselves rest. */
	stop(): Promise<void>;
	/** Waits for nobody. */
	abandon(): void;
}

export function startClients(options: ClientOptions): Clients {
	const client = socketClient(options.socketPath, options.lanes);
	const counts = { sent: 0, unanswered: 0 };
	const state = { isOver: false, isAbandoned: false, order: 0 };
	const lanes = Array.from({ length: options.lanes }, (_, number): Lane => {
		const dice = random(options.seed * 1009 + number);
		return { ...options, number, client, counts, dice, state, own: [], made: 0 };
	});
	const working = lanes.map(keepBusy);
	return {
		counts,
		stop: async () => {
			state.isOver = true;
			await Promise.all(working);
			await Promise.all(lanes.map(calm));
			client[Symbol.dispose]();
		},
		abandon: () => {
			Object.assign(state, { isOver: true, isAbandoned: true });
			client[Symbol.dispose]();
		},
	};
}

interface State {
	isOver: boolean;
	isAbandoned: boolean;
	/** How many requests there have been. */
	order: number;
}

interface Lane extends ClientOptions {
	readonly number: number;
	readonly client: SocketClient;
	readonly counts: Clients["counts"];
	readonly dice: Random;
	readonly state: State;
	/** Jobs that nobody else touches. */
	readonly own: Owned[];
	made: number;
}

interface Owned {
	readonly entry: JobEntry;
	readonly work: string;
	version: number;
	isResting: boolean;
}

async function keepBusy(lane: Lane): Promise<void> {
	while (!lane.state.isOver) {
		await pause(lane.dice.next() * lane.pauseMs);
		const { act } = pickWeighted(lane.dice, habits);
		await act(lane);
	}
}

interface Habit {
	readonly weight: number;
	readonly act: (lane: Lane) => Promise<void>;
}

const habits: readonly Habit[] = [
	{ weight: 8, act: (lane) => create(lane, { kind: "once" }, lane.dice.pick([works.quick, works.quick, works.short])) },
	{ weight: 5, act: submitFlaky },
	{ weight: 3, act: submitSlow },
	{ weight: 10, act: (lane) => create(lane, { kind: "idle" }, works.quick) },
	{ weight: 1, act: submitEvery },
	{ weight: 2, act: submitChain },
	{ weight: 12, act: (lane) => withOne(lane, ["idle", "every", "link"], update) },
	{ weight: 8, act: (lane) => withOne(lane, ["idle", "link"], start) },
	{ weight: 9, act: (lane) => withOne(lane, ["idle", "every", "once", "slow"], (one) => remove(lane, one)) },
	{ weight: 6, act: (lane) => withOne(lane, ["slow", "every"], kill) },
	{ weight: 2, act: rise },
];

async function submitFlaky(lane: Lane): Promise<void> {
	const failures = lane.dice.below(4);
	await create(lane, { kind: "flaky", retries: lane.dice.below(3), failures }, failing(failures));
}

async function submitSlow(lane: Lane): Promise<void> {
	await create(lane, { kind: "slow" }, lane.dice.pick([works.long, works.stubborn, works.forking]));
}

/** A few that come back every second are enough to be due all the time. */
async function submitEvery(lane: Lane): Promise<void> {
	if (!lane.own.some(({ entry }) => entry.plan.kind === "every")) await create(lane, { kind: "every" }, works.quick);
}

/** Two parents, a child of each, and one of both children. */
async function submitChain(lane: Lane): Promise<void> {
	if (lane.own.filter(({ entry }) => entry.plan.kind === "link").length > 12) return;
	const names = ["top", "left", "right", "both"].map((part) => nextName(lane, part));
	const [top = "", left = "", right = "", both = ""] = names;
	const parentsOf = { [top]: [], [left]: [top], [right]: [top], [both]: [left, right] };
	for (const [name, parents] of Object.entries(parentsOf)) {
		await create(lane, { kind: "link", parents, name }, lane.dice.pick([works.quick, works.quick, works.short]));
	}
}

/** Goes and comes back under the same name. */
async function rise(lane: Lane): Promise<void> {
	const known = lane.own.find(({ entry }) => entry.plan.kind === "phoenix");
	if (known === undefined) return create(lane, { kind: "phoenix" }, works.short);
	await send(lane, known, "delete");
	known.version += 1;
	await send(lane, known, "put");
}

async function create(
	lane: Lane,
	{ name, ...wishes }: Partial<Plan> & Pick<Plan, "kind"> & { readonly name?: string },
	work: string,
): Promise<void> {
	const plan: Plan = { retries: 0, failures: 0, parents: [], ...wishes };
	const one: Owned = {
		entry: lane.ledger.open(name ?? nextName(lane, plan.kind), plan),
		work,
		version: 1,
		isResting: false,
	};
	lane.own.push(one);
	await send(lane, one, "put");
}

function nextName(lane: Lane, part: string): string {
	lane.made += 1;
	return `${part}-${String(lane.number)}-${String(lane.made)}`;
}

async function update(one: Owned, lane: Lane): Promise<void> {
	one.version += 1;
	await send(lane, one, "put");
}

async function start(one: Owned, lane: Lane): Promise<void> {
	await send(lane, one, "start");
}

async function kill(one: Owned, lane: Lane): Promise<void> {
	await send(lane, one, "kill");
}

async function remove(lane: Lane, one: Owned): Promise<void> {
	// Without an answer it may still be there.
	if ((await send(lane, one, "delete")) === undefined) return;
	lane.own.splice(lane.own.indexOf(one), 1);
}

async function withOne(
	lane: Lane,
	kinds: readonly Plan["kind"][],
	act: (one: Owned, lane: Lane) => Promise<void>,
): Promise<void> {
	const fitting = lane.own.filter(({ entry }) => kinds.includes(entry.plan.kind));
	if (fitting.length > 0) await act(lane.dice.pick(fitting), lane);
}

/** Answers with the status; undefined when the connection broke. */
async function send(lane: Lane, one: Owned, type: Write["type"]): Promise<number | undefined> {
	const { client, counts, state } = lane;
	const { method, path, body } = requestOf(lane, one, type);
	const order = ++state.order;
	const { status, text } = await untilSent(lane, () => client.send(method, path, body).catch(failureOf));
	one.entry.add({ type, version: one.version, order, status, ...(status === 204 ? {} : { text }) });
	counts.sent += 1;
	if (status === undefined) counts.unanswered += 1;
	return status;
}

type Sent = { readonly status: number; readonly text: string } | Failure;

/** Nothing can have come of a request while nobody was there. */
async function untilSent({ state }: Lane, attempt: () => Promise<Sent>): Promise<Exclude<Sent, "not sent">> {
	for (;;) {
		const sent = await attempt();
		if (sent !== "not sent") return sent;
		if (state.isAbandoned) return { status: undefined, text: "abandoned" };
		await pause(absenceMs);
	}
}

interface Asked {
	readonly method: string;
	readonly path: string;
	readonly body?: object;
}

function requestOf({ proofFile, berth }: Lane, { entry, work, version, isResting }: Owned, type: Write["type"]): Asked {
	const { name, plan } = entry;
	switch (type) {
		case "put": {
			const path = `/v1/scheduler/${plan.parents.length > 0 ? "dependency" : "iso8601"}?counters=keep`;
			return { method: "POST", path, body: jobOf({ name, plan, version, proofFile, work, isResting, berth }) };
		}
		case "delete":
			return { method: "DELETE", path: `/v1/scheduler/job/${name}` };
		case "start":
			return { method: "PUT", path: `/v1/scheduler/job/${name}` };
		case "kill":
			return { method: "DELETE", path: `/v1/scheduler/task/kill/${name}` };
	}
}

type Failure = "not sent" | { readonly status: undefined; readonly text: string };

function failureOf(error: unknown): Failure {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	return ["ENOENT", "ECONNREFUSED"].includes(code) ? "not sent" : { status: undefined, text: code };
}

const absenceMs = 10;

async function calm(lane: Lane): Promise<void> {
	for (const one of lane.own.filter(({ entry }) => entry.plan.kind === "every")) {
		one.isResting = true;
		one.version += 1;
		while ((await send(lane, one, "put")) === undefined && !lane.state.isAbandoned);
	}
}

function pickWeighted(dice: Random, from: readonly Habit[]): Habit {
	let left = dice.next() * from.reduce((sum, { weight }) => sum + weight, 0);
	return from.find(({ weight }) => (left -= weight) < 0) ?? dice.pick(from);
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
