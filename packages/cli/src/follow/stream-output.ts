import { isOutage } from "@chronos-job/core";
import type { Host } from "../host.ts";
import type { LogQuery, OpenLog } from "./log-source.ts";
import type { Printing } from "./print-output.ts";
import { type Pulse, watchPulse } from "./watch-pulse.ts";
import { wholeLines } from "./whole-lines.ts";

export interface Streamed {
	readonly query: Omit<LogQuery, "stream">;
	readonly streams: readonly ("stdout" | "stderr")[];
	/** Whether lines are kept whole, because others print as well. */
	readonly isLabelled: boolean;
}

/** What it takes to wait for a server that is away. */
export type Patience = Pick<Host, "sleep">;

/** Prints what an attempt writes while it writes it, until it has ended; answers its task id. */
export async function streamOutput(
	{ query, streams, isLabelled }: Streamed,
	printing: Printing & Patience,
): Promise<string> {
	const { job } = query;
	const read = async (stream: "stdout" | "stderr"): Promise<string> => {
		const reading = await openReading({ ...query, stream }, printing);
		const tell = (text: string) => printing.print({ job, stream, text });
		const lines = isLabelled ? wholeLines(tell) : { add: tell, end: () => undefined };
		await decode(piecesOf(reading, { ...query, stream }, printing), lines.add);
		lines.end();
		return reading.log.taskId;
	};
	if (query.follow === true) return (await Promise.all(streams.map(read)))[0] ?? "";
	let taskId = "";
	// One after the other: nobody could tell the two apart otherwise.
	// oxlint-disable-next-line eslint/no-await-in-loop -- that is the order
	for (const stream of streams) taskId = await read(stream);
	return taskId;
}

interface Reading {
	readonly log: OpenLog;
	/** Of the server, where it is waited for. */
	readonly pulse: Pulse | undefined;
}

async function openReading(query: LogQuery, printing: Printing & Patience): Promise<Reading> {
	const { source, signal } = printing;
	const pulse = query.follow === true ? watchPulse(printing) : undefined;
	try {
		return { log: await source.open(query, { signal: pulse?.signal ?? signal }), pulse };
	} catch (error) {
		pulse?.[Symbol.dispose]();
		throw error;
	}
}

async function decode(pieces: AsyncIterable<Uint8Array>, tell: (text: string) => void): Promise<void> {
	const decoder = new TextDecoder();
	for await (const bytes of pieces) tell(decoder.decode(bytes, { stream: true }));
	const rest = decoder.decode();
	if (rest !== "") tell(rest);
}

/** All of a log that is followed, although the server may be away meanwhile: it goes on from the byte that was reached. */
async function* piecesOf(first: Reading, query: LogQuery, printing: Printing & Patience): AsyncGenerator<Uint8Array> {
	const { offset, taskId } = first.log;
	const isPatient = query.follow === true && offset !== undefined;
	let since = offset ?? 0;
	let reading: Reading | undefined = first;
	while (reading !== undefined) {
		try {
			using pulse = reading.pulse;
			for await (const bytes of reading.log.body) {
				pulse?.hear();
				since += bytes.length;
				yield bytes;
			}
			return;
		} catch (error) {
			if (!isPatient || !isOutage(error)) throw error;
		}
		reading = await reopen({ ...query, tail: undefined, since }, taskId, printing);
	}
}

/** Undefined when another attempt writes by now. */
async function reopen(query: LogQuery, taskId: string, printing: Printing & Patience): Promise<Reading | undefined> {
	const { sleep, signal } = printing;
	for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
		await sleep(pauseMs, signal);
		signal.throwIfAborted();
		try {
			const reading = await openReading(query, printing);
			if (reading.log.taskId === taskId) return reading;
			reading.pulse?.[Symbol.dispose]();
			return undefined;
		} catch (error) {
			if (signal.aborted || !isOutage(error)) throw error;
		}
	}
}

const firstPauseMs = 100;
const longestPauseMs = 3000;
