import type { HelperProcess, Processes, StartedProcess, StartOptions } from "./processes.ts";

export type Start = Processes["start"];

export interface StarterOptions {
	/** Starts a process as a child of this one. */
	readonly startHere: Start;
	/** Runs a script of Node in a process of its own that it can talk with. */
	readonly openHelper: (script: string) => HelperProcess;
}

/** Starts leaders of sessions of their own; from a helper, as soon as there are so many that it pays. */
export function createStarter({ startHere, openHelper }: StarterOptions): Start {
	const office: Office = { startedHere: 0, helper: undefined };
	return (argv, options) => {
		const instead = (): ReturnType<Start> => startHere(argv, options);
		const helper = helperOf(office, openHelper);
		if (helper !== undefined) return askHelper(helper, { argv, ...options }, instead);
		office.startedHere += 1;
		return instead();
	};
}

interface Office {
	startedHere: number;
	helper: Helper | undefined;
}

/** A fork copies the page tables of who forks: those of a server grow with its jobs, those of a helper stay small. */
interface Helper {
	readonly child: HelperProcess;
	readonly orders: Map<number, Order>;
	lastId: number;
	/** Orders that wait for their answer. */
	pending: number;
	state: "beginning" | "ready" | "gone";
}

interface Order {
	readonly startHere: () => void;
	/** Absent once it has been answered. */
	answer: PromiseWithResolvers<StartedProcess> | undefined;
	readonly ended: PromiseWithResolvers<void>;
}

/** What a helper says: that it is there, what became of an order, or that a process has ended. */
interface Word {
	readonly id?: number;
	readonly pid?: number;
	readonly failure?: { readonly message: string; readonly code?: string };
}

// Who starts less than that is better off without another process.
const startsWithoutHelper = 16;

function helperOf(office: Office, open: StarterOptions["openHelper"]): Helper | undefined {
	const { helper, startedHere } = office;
	if (helper?.state === "gone") Object.assign(office, { helper: undefined, startedHere: 0 });
	else if (helper === undefined && startedHere >= startsWithoutHelper) office.helper = tryToEmploy(open);
	return helper?.state === "ready" ? helper : undefined;
}

function tryToEmploy(open: StarterOptions["openHelper"]): Helper | undefined {
	try {
		return employ(open(script));
	} catch {
		// Files or processes have run out: then it is as good without.
		return undefined;
	}
}

function employ(child: HelperProcess): Helper {
	const helper: Helper = { child, orders: new Map(), lastId: 0, pending: 0, state: "beginning" };
	child.on("message", (word: Word) => hear(helper, word));
	// It may be killed like any process: what it has started goes on, and the rest is started here.
	for (const end of ["error", "disconnect"] as const) child.on(end, () => replace(helper));
	child.unref();
	child.channel?.unref();
	return helper;
}

// It ends with whoever it helps, also when that is killed.
const script = `
const { spawn } = require("node:child_process");
const say = (word) => process.connected && process.send(word, () => {});
const fail = (id, { message, code }) => say({ id, failure: { message, code } });
process.on("disconnect", () => process.exit());
process.on("message", ({ id, argv: [program, ...rest], cwd, env }) => {
	try {
		const child = spawn(program, rest, { cwd, env, detached: true, stdio: "ignore" });
		child.once("error", (error) => fail(id, error));
		child.once("exit", () => say({ id }));
		if (child.pid !== undefined) say({ id, pid: child.pid });
	} catch (error) {
		fail(id, error);
	}
});
say({});
`;

interface Wish extends StartOptions {
	readonly argv: readonly string[];
}

function askHelper(helper: Helper, wish: Wish, instead: () => Promise<StartedProcess>): Promise<StartedProcess> {
	const answer = Promise.withResolvers<StartedProcess>();
	const startHere = (): void => void instead().then(answer.resolve, answer.reject);
	const id = (helper.lastId += 1);
	helper.orders.set(id, { startHere, answer, ended: Promise.withResolvers() });
	// Whoever waits for an answer is kept alive; whoever only waits for an end is not.
	helper.pending += 1;
	helper.child.channel?.ref();
	helper.child.send({ id, ...wish }, (error) => {
		if (error !== null) replace(helper);
	});
	return answer.promise;
}

function hear(helper: Helper, word: Word): void {
	if (word.id === undefined) helper.state = "ready";
	const order = helper.orders.get(word.id ?? 0);
	if (order === undefined || word.id === undefined) return;
	if (word.pid === undefined) helper.orders.delete(word.id);
	if (order.answer === undefined) return order.ended.resolve();
	answer(order.answer, word, order);
	order.answer = undefined;
	helper.pending -= 1;
	if (helper.pending === 0) helper.child.channel?.unref();
}

function answer({ resolve, reject }: PromiseWithResolvers<StartedProcess>, word: Word, { ended }: Order): void {
	const { pid, failure = { message: "the process has ended before it began" } } = word;
	if (pid === undefined) reject(Object.assign(new Error(failure.message), failure));
	else resolve({ pid, ended: ended.promise });
}

// Should it have started what it has not told of, only one of the two can claim the sandbox.
function replace(helper: Helper): void {
	if (helper.state === "gone") return;
	helper.state = "gone";
	for (const { answer, ended, startHere } of helper.orders.values()) {
		if (answer === undefined) ended.resolve();
		else startHere();
	}
	helper.orders.clear();
}
