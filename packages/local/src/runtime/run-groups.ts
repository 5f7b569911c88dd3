import { setImmediate } from "node:timers";
import type { Clock } from "@chronos-job/core";
import type { Refusal } from "../engine/effect.ts";
import type { Input } from "../engine/input.ts";
import type { EngineState } from "../engine/state.ts";
import type { Store, StoreChange } from "../stores/store.ts";
import { decideGroup, type Group, type Verdict } from "./decide-group.ts";
import type { EngineOptions } from "./engine-options.ts";
import type { ClockWatch } from "./watch-clock.ts";

export interface GroupsOptions {
	readonly store: Pick<Store, "commit">;
	readonly clock: Clock;
	readonly watch: ClockWatch;
	readonly report: EngineOptions["report"];
	readonly state: EngineState;
	readonly lastEventId: number;
	/** Hears of every group that is on disk. */
	readonly perform: (group: Group) => void;
	/** Fires when nothing more will be decided. */
	readonly ended: AbortSignal;
}

/** What is told within one turn of the event loop is decided and stored together. */
export interface Groups {
	/** As of the last commit. */
	readonly state: EngineState;
	readonly lastEventId: number;
	/** When the time has to be told; undefined also while that is no use. */
	readonly wakeAt: number | undefined;
	/** Of somebody who hears of it when it cannot be stored. */
	tell(input: Input): Promise<Refusal | undefined>;
	/** Of the world: it stays true, and is told again until it is stored. */
	readonly note: (input: Input) => void;
	/** The same of what need not be stored at once, unless something else is. */
	readonly mention: (input: Input) => void;
	/** Decides at once what has been told. */
	flush(): Failure | undefined;
}

/** Why a group could not be stored. */
export interface Failure {
	readonly error: unknown;
}

export function runGroups(options: GroupsOptions): Groups {
	const { state, lastEventId } = options;
	const desk: Desk = {
		options,
		state,
		lastEventId,
		inbox: [],
		isCalled: false,
		isAwaited: false,
		isResting: false,
		failures: 0,
	};
	return {
		get state() {
			return desk.state;
		},
		get lastEventId() {
			return desk.lastEventId;
		},
		get wakeAt() {
			return desk.isResting || desk.inbox.some(isTick) ? undefined : desk.state.wakeAt;
		},
		tell: (input) => new Promise((resolve, reject) => post(desk, { input, sender: { resolve, reject } })),
		note: (input) => post(desk, { input, sender: undefined }),
		mention: (input) => {
			desk.inbox.push({ input, sender: undefined });
			void callLater(desk);
		},
		flush: () => {
			let failure: Failure | undefined;
			while (desk.inbox.length > 0 && failure === undefined) failure = handle(desk);
			return failure;
		},
	};
}

interface Desk {
	readonly options: GroupsOptions;
	state: EngineState;
	lastEventId: number;
	readonly inbox: Letter[];
	isCalled: boolean;
	/** Something was mentioned, and will be handled soon. */
	isAwaited: boolean;
	/** After a failure nothing is tried again for a while, except what somebody waits for. */
	isResting: boolean;
	failures: number;
}

interface Letter {
	readonly input: Input;
	readonly sender: Sender | undefined;
}

interface Sender {
	readonly resolve: (refusal: Refusal | undefined) => void;
	readonly reject: (error: unknown) => void;
}

function isTick({ input }: Letter): boolean {
	return input.type === "clock.ticked";
}

function post(desk: Desk, letter: Letter): void {
	desk.inbox.push(letter);
	call(desk);
}

function call(desk: Desk): void {
	if (desk.isCalled) return;
	desk.isCalled = true;
	setImmediate(() => {
		desk.isCalled = false;
		if (!desk.options.ended.aborted) handle(desk);
	});
}

async function callLater(desk: Desk): Promise<void> {
	if (desk.isCalled || desk.isAwaited) return;
	const { clock, ended } = desk.options;
	desk.isAwaited = true;
	await clock.sleep(mentionMs, ended);
	desk.isAwaited = false;
	if (desk.inbox.length > 0) call(desk);
}

/** How long something that was only mentioned may wait for company. */
const mentionMs = 50;

/** With more than that, others would not be heard for too long. */
const mostPerGroup = 500;

function handle(desk: Desk): Failure | undefined {
	const { store, clock, watch, perform } = desk.options;
	if (desk.inbox.length === 0) return undefined;
	const byMs = watch.look();
	// Whatever else is told now was planned by the clock as it was.
	if (byMs !== 0) desk.inbox.unshift({ input: { type: "clock.stepped", byMs }, sender: undefined });
	const letters = desk.inbox.splice(0, mostPerGroup);
	const inputs = letters.map(({ input }) => input);
	const group = decideGroup(inputs, { state: desk.state, lastEventId: desk.lastEventId, now: clock.now() });
	const failure = commit(store, group.changes);
	if (desk.inbox.length > 0) call(desk);
	if (failure !== undefined) {
		putBack(desk, letters, failure);
		return failure;
	}
	Object.assign(desk, { state: group.state, lastEventId: group.lastEventId, isResting: false });
	if (group.changes.length > 0) desk.failures = 0;
	answer(desk, letters, group.verdicts);
	perform(group);
	return undefined;
}

function commit(store: GroupsOptions["store"], changes: readonly StoreChange[]): Failure | undefined {
	try {
		if (changes.length > 0) store.commit(changes);
		return undefined;
	} catch (error) {
		return { error };
	}
}

function putBack(desk: Desk, letters: readonly Letter[], { error }: Failure): void {
	desk.options.report({ code: "commit-failed", error, about: letters.map(({ input }) => input.type).join(" ") });
	desk.inbox.unshift(...letters.filter((letter) => letter.sender === undefined && !isTick(letter)));
	void rest(desk);
	for (const { sender } of letters) sender?.reject(error);
}

function answer(desk: Desk, letters: readonly Letter[], verdicts: readonly Verdict[]): void {
	for (const [index, { input, sender }] of letters.entries()) {
		const { refusal, error } = verdicts[index] ?? { refusal: undefined };
		if (error === undefined) {
			sender?.resolve(refusal);
			continue;
		}
		desk.options.report({ code: "input-failed", error, about: input.type });
		sender?.reject(error);
		// What is due would fail again at once.
		if (sender === undefined) void rest(desk);
	}
}

async function rest(desk: Desk): Promise<void> {
	if (desk.isResting) return;
	const { clock, ended } = desk.options;
	desk.isResting = true;
	desk.failures += 1;
	await clock.sleep(Math.min(shortestRestMs * 2 ** desk.failures, longestRestMs), ended);
	desk.isResting = false;
	post(desk, { input: { type: "clock.ticked" }, sender: undefined });
}

const shortestRestMs = 50;
const longestRestMs = 10_000;
