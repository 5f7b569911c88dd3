import { type Clock, localName, systemClock, type Target, type Transport, type WireReply } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { systemCodeOf } from "../files/file-system.ts";
import { localTime } from "../render/time.ts";
import { firstReply } from "./first-reply.ts";

export interface Heeding extends Pick<Session, "note"> {
	readonly host: Pick<Session["host"], "now" | "zone">;
	readonly target: Target;
	/** That of the wire, however long the pauses of a program are. */
	readonly clock?: Pick<Clock, "sleep">;
}

/** A transport that lets people know when a server keeps them waiting. */
export interface HeedingTransport extends Transport {
	/** Since when nothing comes back of what is asked, once that has been told. */
	readonly silentSince: () => number | undefined;
	/** Whether anything has come back at all. */
	readonly hasAnswered: () => boolean;
}

/** Says when nothing comes back for a while, and when it does again; a server that has never answered is given up early. */
export function heedingTransport(
	transport: Transport,
	{ host, note, target, clock = systemClock }: Heeding,
): HeedingTransport {
	let hasAnswered = false;
	const silence = openSilence(clock, (since) => note(silenceText(target, hasAnswered ? timeOf(since) : undefined)));

	function timeOf(since: number): string {
		return localTime(since, host.zone);
	}
	function hear(): void {
		if (silence.toldSince() !== undefined) note(`${placeOf(target)} answers${hasAnswered ? " again" : ""}`);
		hasAnswered = true;
		silence.end();
	}
	/** A stream that has fallen silent is told at once: that took long enough. */
	async function* heeded(body: WireReply["body"]): AsyncGenerator<Uint8Array, void> {
		let heardAt = host.now();
		try {
			for await (const piece of body) {
				heardAt = host.now();
				yield piece;
			}
		} catch (error) {
			if (silences.has(systemCodeOf(error))) silence.tell(heardAt);
			throw error;
		}
	}
	return {
		silentSince: silence.toldSince,
		hasAnswered: () => hasAnswered,
		async send(request) {
			silence.begin(host.now());
			try {
				const reply = await (hasAnswered ? transport.send(request) : firstReply(transport, request, clock));
				hear();
				return { ...reply, body: heeded(reply.body) };
			} catch (error) {
				// Whoever does not want the answer any more has not waited in vain.
				if (request.signal?.aborted === true && silence.toldSince() === undefined) silence.end();
				throw error;
			}
		},
		async [Symbol.asyncDispose]() {
			silence.end();
			await transport[Symbol.asyncDispose]();
		},
	};
}

/** The time from a question to whatever is heard next. */
interface Silence {
	/** Unless it lasts already. */
	readonly begin: (at: number) => void;
	/** It has lasted for long already. */
	readonly tell: (since: number) => void;
	readonly end: () => void;
	readonly toldSince: () => number | undefined;
}

function openSilence({ sleep }: Pick<Clock, "sleep">, onLong: (since: number) => void): Silence {
	let over: AbortController | undefined;
	let told: number | undefined;

	async function tellLate(since: number, signal: AbortSignal): Promise<void> {
		await sleep(patienceMs, signal);
		if (!signal.aborted) tell(since);
	}
	function tell(since: number): void {
		if (told !== undefined) return;
		over ??= new AbortController();
		told = since;
		onLong(since);
	}
	return {
		begin(at) {
			if (over !== undefined) return;
			over = new AbortController();
			void tellLate(at, over.signal);
		},
		tell,
		end() {
			// Without a reason an exception would be made for nobody.
			over?.abort("over");
			over = undefined;
			told = undefined;
		},
		toldSince: () => told,
	};
}

const patienceMs = 3000;

/** Of the transports that there are. */
const silences: ReadonlySet<string | undefined> = new Set(["BODY_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

function silenceText(target: Target, since: string | undefined): string {
	const place = placeOf(target);
	if (since === undefined) return `waiting for ${place}, which has not answered yet`;
	return `${place} does not answer since ${since}; it is asked again and again`;
}

/** One that is meant by its address alone has no other name. */
function placeOf({ name, urls: [url = ""] }: Target): string {
	if (name === localName) return "the local Chronos";
	return name.includes("/") ? name : `${name} (${url})`;
}
