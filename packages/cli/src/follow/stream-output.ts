import type { LogQuery, OpenLog } from "./log-source.ts";
import type { Printing } from "./print-output.ts";
import { wholeLines } from "./whole-lines.ts";

export interface Streamed {
	readonly query: Omit<LogQuery, "stream">;
	readonly streams: readonly ("stdout" | "stderr")[];
	/** Whether lines are kept whole, because others print as well. */
	readonly isLabelled: boolean;
}

/** Prints what an attempt writes while it writes it, until it has ended; answers its task id. */
export async function streamOutput(
	{ query, streams, isLabelled }: Streamed,
	{ source, print, signal }: Printing,
): Promise<string> {
	const { job } = query;
	const read = async (stream: "stdout" | "stderr"): Promise<string> => {
		const log = await source.open({ ...query, stream }, { signal });
		const tell = (text: string) => print({ job, stream, text });
		const lines = isLabelled ? wholeLines(tell) : { add: tell, end: () => undefined };
		await decode(log, lines.add);
		lines.end();
		return log.taskId;
	};
	if (query.follow === true) return (await Promise.all(streams.map(read)))[0] ?? "";
	let taskId = "";
	// One after the other: nobody could tell the two apart otherwise.
	// oxlint-disable-next-line eslint/no-await-in-loop -- that is the order
	for (const stream of streams) taskId = await read(stream);
	return taskId;
}

async function decode({ body }: OpenLog, tell: (text: string) => void): Promise<void> {
	const decoder = new TextDecoder();
	for await (const bytes of body) tell(decoder.decode(bytes, { stream: true }));
	const rest = decoder.decode();
	if (rest !== "") tell(rest);
}
