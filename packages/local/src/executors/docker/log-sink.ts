import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Where one output of a container goes; it is given everything from the beginning. */
export interface LogSink {
	write(chunks: readonly Uint8Array[]): Promise<void>;
	/** All of it has been written; without that there is more to come. */
	finish(): Promise<void>;
	close(): Promise<void>;
}

/** Goes on where the file ends, or keeps head and tail of the output when there may only be so many bytes. */
export async function openLogSink(file: string, maxBytes: number | undefined): Promise<LogSink> {
	await mkdir(dirname(file), { recursive: true, mode: 0o700 });
	// What was dropped can only be counted from the beginning.
	const handle = await open(file, maxBytes === undefined ? "a" : "w", 0o600);
	return maxBytes === undefined ? appendingSink(handle) : cappedSink(handle, maxBytes);
}

async function appendingSink(handle: FileHandle): Promise<LogSink> {
	let known = (await handle.stat()).size;
	return {
		write: async (chunks) => {
			const bytes = Buffer.concat(chunks);
			const fresh = bytes.subarray(Math.min(known, bytes.length));
			known -= bytes.length - fresh.length;
			if (fresh.length > 0) await handle.writeFile(fresh);
		},
		finish: () => Promise.resolve(),
		close: () => handle.close(),
	};
}

function cappedSink(handle: FileHandle, maxBytes: number): LogSink {
	const headBytes = Math.ceil(maxBytes / 2);
	const tailBytes = maxBytes - headBytes;
	let written = 0;
	let dropped = 0;
	let tail: Buffer = Buffer.alloc(0);
	return {
		write: async (chunks) => {
			const bytes = Buffer.concat(chunks);
			const head = bytes.subarray(0, headBytes - written);
			written += head.length;
			if (head.length > 0) await handle.writeFile(head);
			if (head.length === bytes.length) return;
			const whole = Buffer.concat([tail, bytes.subarray(head.length)]);
			tail = whole.subarray(Math.max(0, whole.length - tailBytes));
			dropped += whole.length - tail.length;
		},
		finish: async () => {
			const mark = dropped > 0 ? `\n[chronos-job: ${String(dropped)} bytes dropped here]\n` : "";
			await handle.writeFile(Buffer.concat([Buffer.from(mark), tail]));
		},
		close: () => handle.close(),
	};
}
