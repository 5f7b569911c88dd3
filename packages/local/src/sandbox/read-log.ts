import { type FileHandle, open } from "node:fs/promises";
import type { Clock } from "@chronos-job/core";
import { type FileWatch, watchFile } from "./watch-file.ts";

export interface LogChunk {
	/** Where the bytes stand in the file; the next one follows them, unless the file was begun anew. */
	readonly offset: number;
	readonly bytes: Uint8Array;
}

export interface ReadLogOptions {
	/** The offset to begin at. */
	readonly since?: number;
	/** The number of lines to begin before the end, when there is no offset. */
	readonly tail?: number;
	readonly follow?: Follow;
}

export interface Follow {
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** Whether nothing will be written any more; the rest is still read. */
	isOver(): boolean;
}

/** Reads a log as it grows; a file that is replaced or cut short is read again from its beginning. */
export async function* readLog(file: string, options: ReadLogOptions = {}): AsyncGenerator<LogChunk, void> {
	const { follow } = options;
	using changes = follow === undefined ? undefined : watchFile(file);
	let place: Place | undefined;
	for (;;) {
		// Asked before the reading, so that what was written until then is read.
		const isLast = follow === undefined || changes === undefined || follow.isOver();
		place = yield* readOn(file, place, options);
		if (isLast || follow.signal.aborted) return;
		await nextChange(changes, follow);
	}
}

interface Place {
	readonly inode: number;
	readonly offset: number;
}

async function* readOn(
	file: string,
	place: Place | undefined,
	options: ReadLogOptions,
): AsyncGenerator<LogChunk, Place | undefined> {
	await using handle = await openLog(file);
	if (handle === undefined) return place;
	const { ino: inode, size } = await handle.stat();
	let offset = await beginningOf(handle, { place, options, inode, size });
	for (;;) {
		const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, offset);
		if (bytesRead === 0) return { inode, offset };
		yield { offset, bytes: buffer.subarray(0, bytesRead) };
		offset += bytesRead;
	}
}

const chunkBytes = 65_536;

async function beginningOf(
	handle: FileHandle,
	{ place, options, inode, size }: { place: Place | undefined; options: ReadLogOptions; inode: number; size: number },
): Promise<number> {
	if (place !== undefined) return place.inode === inode && place.offset <= size ? place.offset : 0;
	const { since, tail } = options;
	if (since !== undefined) return since <= size ? since : 0;
	return tail === undefined ? 0 : tailOffset(handle, size, tail);
}

/** Where the last lines begin; a last line without its end counts. */
async function tailOffset(handle: FileHandle, size: number, lines: number): Promise<number> {
	if (lines <= 0) return size;
	let left = lines;
	for (let end = size; end > 0;) {
		const start = Math.max(0, end - chunkBytes);
		const { buffer } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
		// The line feed at the very end belongs to the last line.
		const last = end === size ? end - start - 1 : end - start;
		for (let at = last - 1; at >= 0; at -= 1) {
			if (buffer[at] !== lineFeed) continue;
			left -= 1;
			if (left === 0) return start + at + 1;
		}
		end = start;
	}
	return 0;
}

const lineFeed = 10;

async function openLog(file: string): Promise<FileHandle | undefined> {
	return open(file, "r").catch(() => undefined);
}

async function nextChange(changes: FileWatch, { clock, signal }: Follow): Promise<void> {
	const { promise: aborted, resolve } = Promise.withResolvers<void>();
	signal.addEventListener("abort", () => resolve(), { once: true });
	await Promise.race([changes.next(clock, pollMs), aborted]);
}

// Half of the delay that a reader may notice.
const pollMs = 100;
