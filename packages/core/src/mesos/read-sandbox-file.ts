import type { Clock } from "../clock.ts";
import { ChronosError } from "../errors.ts";
import { askFirst, type MesosLine } from "./ask-mesos.ts";
import { type FilePiece, parseFilePiece } from "./file-piece.ts";
import { tailStart } from "./tail-start.ts";

/** A file of an attempt on its agent. */
export interface SandboxFile {
	readonly bases: readonly string[];
	readonly path: string;
	/** In words. */
	readonly name: string;
}

export interface SandboxRange {
	readonly stream: "stdout" | "stderr";
	/** The first byte. */
	readonly since?: number | undefined;
	/** How many lines before the end to begin. */
	readonly tail?: number | undefined;
	/** Goes on until the attempt has ended. */
	readonly follow?: boolean | undefined;
}

interface Reading extends SandboxRange {
	readonly clock: Clock;
	readonly everyMs: number;
	readonly isOver: () => Promise<boolean>;
}

/** What stands in a file, and with `follow` what is written to it until the attempt is over. */
export async function* readSandboxFile(
	line: MesosLine,
	file: SandboxFile,
	{ since, tail, follow = false, clock, everyMs, isOver }: Reading,
): AsyncGenerator<Uint8Array, void> {
	const start = since ?? (await startOfTail(line, file, tail));
	let end = yield* readOn(line, file, start);
	for (let looks = 0, isLast = !follow; !isLast; looks += 1) {
		// A master has others to serve; the last look at the file comes after the end is known.
		isLast = looks % looksPerQuestion === 0 && (await isOver());
		if (!isLast) await clock.sleep(everyMs, line.signal);
		line.signal?.throwIfAborted();
		end = (yield* readOn(line, file, end ?? start)) ?? end;
	}
	if (end === undefined) throw new ChronosError("job.no-logs", `the Mesos agent has no ${file.name}`);
}

const looksPerQuestion = 3;

/** All that stands there now; returns where that ends, undefined when there is no file. */
async function* readOn(
	line: MesosLine,
	file: SandboxFile,
	from: number,
): AsyncGenerator<Uint8Array, number | undefined> {
	let piece = await readPiece(line, file, from);
	if (piece === undefined) return undefined;
	let offset = from;
	while (piece !== undefined && piece.bytes.length > 0) {
		yield piece.bytes;
		offset = piece.offset + piece.bytes.length;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each piece begins where the one before has ended
		piece = await readPiece(line, file, offset);
	}
	return offset;
}

/** As much as an agent gives at once. */
const pieceLength = 65_536;

/** Undefined when there is no such file. */
async function readPiece(line: MesosLine, file: SandboxFile, offset: number): Promise<FilePiece | undefined> {
	const query = new URLSearchParams({ path: file.path, offset: String(offset), length: String(pieceLength) });
	const reply = await askFirst(line, file.bases, `/files/read?${query.toString().replaceAll("+", "%20")}`);
	if (reply === undefined) {
		throw new ChronosError("target.unreachable", `the Mesos agent at ${file.bases.join(" or ")} does not answer`);
	}
	if (reply.status === 404) return undefined;
	const piece = reply.status === 200 ? parseFilePiece(reply.body) : undefined;
	if (piece !== undefined) return piece;
	throw new ChronosError("target.refused", `the Mesos agent answers ${reply.status} when asked for ${file.name}`);
}

/** Piece by piece from the end. */
async function startOfTail(line: MesosLine, file: SandboxFile, lines: number | undefined): Promise<number> {
	if (lines === undefined) return 0;
	const end = await readPiece(line, file, -1);
	if (end === undefined) return 0;
	for (let length = pieceLength; ; length *= 2) {
		const from = Math.max(0, end.offset - length);
		// oxlint-disable-next-line eslint/no-await-in-loop -- more is only read when the lines are long
		const start = tailStart(await readSpan(line, file, { from, to: end.offset }), lines);
		if (start !== undefined) return from + start;
		if (from === 0) return 0;
		if (length >= longestTail) return from;
	}
}

const longestTail = 4_194_304;

async function readSpan(
	line: MesosLine,
	file: SandboxFile,
	{ from, to }: { readonly from: number; readonly to: number },
): Promise<Uint8Array> {
	const bytes: number[] = [];
	while (from + bytes.length < to) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each piece begins where the one before has ended
		const piece = await readPiece(line, file, from + bytes.length);
		if (piece === undefined || piece.bytes.length === 0) break;
		for (const byte of piece.bytes) bytes.push(byte);
	}
	return Uint8Array.from(bytes.slice(0, to - from));
}
