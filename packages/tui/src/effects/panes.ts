import { ChronosError } from "@chronos-job/core";
import type { OpenedLog } from "../dashboard-options.ts";
import type { EffectOf, Performers } from "./performer.ts";
import type { Rim } from "./rim.ts";

/** Fills the pane of a job; there is one, and what filled it before is let go. */
export function panes(rim: Rim): Performers<"fill" | "follow" | "empty"> {
	let filling: AbortController | undefined;

	function begin(key: string, work: (signal: AbortSignal) => Promise<void>): void {
		filling?.abort("another one");
		filling = new AbortController();
		rim.attend(doInTime(rim, { key, work, signal: AbortSignal.any([rim.signal, filling.signal]) }));
	}
	return {
		fill: (effect) => begin(effect.key, (signal) => fill(rim, effect, signal)),
		follow: (effect) => begin(effect.key, (signal) => follow(rim, effect, signal)),
		empty: () => filling?.abort("closed"),
	};
}

interface Filling {
	readonly key: string;
	readonly work: (signal: AbortSignal) => Promise<void>;
	readonly signal: AbortSignal;
}

/** Whoever only passes by on the way to another job asks for nothing. */
async function doInTime({ dispatch, options }: Rim, { key, work, signal }: Filling): Promise<void> {
	await options.clock.sleep(passingMs, signal);
	if (signal.aborted) return;
	try {
		await work(signal);
	} catch (error) {
		if (signal.aborted) return;
		if (!(error instanceof ChronosError)) throw error;
		const { message, hint } = error;
		dispatch({ type: "pane.failed", key, message: hint === undefined ? message : `${message}\n${hint}` });
	}
}

const passingMs = 80;

async function fill(
	{ dispatch, options, lend }: Rim,
	{ key, words, width }: EffectOf<"fill">,
	signal: AbortSignal,
): Promise<void> {
	const { program } = options;
	const said = { stdout: "", stderr: "" };
	await program.run(words, {
		width,
		signal,
		onText: (text, stream) => void (said[stream] += text),
		onCall: () => undefined,
		ask: async () => undefined,
		lend,
	});
	if (signal.aborted) return;
	const title = program.format(words);
	if (said.stdout === "") dispatch({ type: "pane.failed", key, message: said.stderr.trimEnd() });
	else dispatch({ type: "pane.text", key, isNew: true, title, text: said.stdout + said.stderr, isEnded: true });
}

async function follow(rim: Rim, { key, query }: EffectOf<"follow">, signal: AbortSignal): Promise<void> {
	const log = await rim.options.logs.open(query, signal);
	if (signal.aborted) return;
	if (log !== undefined) return passOn(rim, { key, log }, signal);
	rim.dispatch({ type: "pane.failed", key, message: "nobody keeps what jobs write here, as far as is known" });
}

async function passOn(
	{ dispatch, options: { clock } }: Rim,
	{ key, log }: { readonly key: string; readonly log: OpenedLog },
	signal: AbortSignal,
): Promise<void> {
	const { title, body } = log;
	const decoder = new TextDecoder();
	const pieces: string[] = [];
	const flush = (isEnded: boolean): void => {
		const text = pieces.splice(0).join("");
		if (!signal.aborted) dispatch({ type: "pane.text", key, isNew: false, title, text, isEnded });
	};
	async function flushSoon(): Promise<void> {
		await clock.sleep(batchMs, signal);
		flush(false);
	}
	dispatch({ type: "pane.text", key, isNew: true, title, text: "", isEnded: false });
	for await (const bytes of body) {
		if (pieces.push(decoder.decode(bytes, { stream: true })) === 1) void flushSoon();
	}
	pieces.push(decoder.decode());
	flush(true);
}

const batchMs = 100;
