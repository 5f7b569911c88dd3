import { readFileSync } from "node:fs";

export interface WriteAheadLog {
	/** The newest committed content of every page in the log. */
	readonly pages: ReadonlyMap<number, Buffer>;
	readonly pageSize: number | undefined;
}

/** Reads a log as SQLite does (https://www.sqlite.org/fileformat2.html#walformat): up to the first frame that is torn. */
export function readLog(file: string): WriteAheadLog {
	const bytes = readIfThere(file);
	const pageSize = bytes.length < headBytes ? 0 : bytes.readUInt32BE(8);
	const isBig = bytes.length >= headBytes && bytes.readUInt32BE(0) === magic + 1;
	const isLog = isBig || (bytes.length >= headBytes && bytes.readUInt32BE(0) === magic);
	if (!isLog || pageSize < 512) return { pages: new Map(), pageSize: undefined };
	return { pages: committedPages(bytes, { pageSize, isBig }), pageSize };
}

const magic = 0x37_7f_06_82;
const headBytes = 32;
const frameHeadBytes = 24;

interface Shape {
	readonly pageSize: number;
	/** The order of the bytes that sums are made of. */
	readonly isBig: boolean;
}

type Sum = readonly [number, number];

function committedPages(bytes: Buffer, { pageSize, isBig }: Shape): ReadonlyMap<number, Buffer> {
	const committed = new Map<number, Buffer>();
	const open = new Map<number, Buffer>();
	let sum = sumOf(bytes.subarray(0, 24), { isBig, before: [0, 0] });
	for (let at = headBytes; at + frameHeadBytes + pageSize <= bytes.length; at += frameHeadBytes + pageSize) {
		const head = bytes.subarray(at, at + frameHeadBytes);
		const page = bytes.subarray(at + frameHeadBytes, at + frameHeadBytes + pageSize);
		sum = sumOf(page, { isBig, before: sumOf(head.subarray(0, 8), { isBig, before: sum }) });
		const isSalted = head.subarray(8, 16).equals(bytes.subarray(16, 24));
		if (!isSalted || head.readUInt32BE(16) !== sum[0] || head.readUInt32BE(20) !== sum[1]) return committed;
		open.set(head.readUInt32BE(0), page);
		// The last frame of a commit carries the size of the database.
		if (head.readUInt32BE(4) === 0) continue;
		for (const [number, content] of open) committed.set(number, content);
		open.clear();
	}
	return committed;
}

function sumOf(bytes: Buffer, { isBig, before }: { readonly isBig: boolean; readonly before: Sum }): Sum {
	let [a, b] = before;
	for (let at = 0; at < bytes.length; at += 8) {
		a = (a + (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
		b = (b + (isBig ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
	}
	return [a, b];
}

function readIfThere(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
		throw error;
	}
}
