import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { readLog } from "./write-ahead-log.ts";

/** The pages of a database as of the last commit that its log still tells. */
export interface DatabasePages extends Disposable {
	readonly size: number;
	/** From 1. */
	readonly count: number;
	/** The first page starts with the head of the file. */
	read(number: number): Buffer;
}

/** Reads a file that SQLite would refuse; nothing is changed. */
export function openPages(file: string): DatabasePages {
	const log = readLog(`${file}-wal`);
	const main = openIfThere(file);
	const size = log.pageSize ?? pageSize;
	const length = main === undefined ? 0 : Math.ceil(fstatSync(main).size / size);
	return {
		size,
		count: [...log.pages.keys()].reduce((a, b) => Math.max(a, b), length),
		read: (number) => log.pages.get(number) ?? readPage(main, { number, size }),
		[Symbol.dispose]: () => main !== undefined && closeSync(main),
	};
}

/** Of every file that we make. */
const pageSize = 4096;

function openIfThere(file: string): number | undefined {
	try {
		return openSync(file, "r");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
		throw error;
	}
}

function readPage(
	main: number | undefined,
	{ number, size }: { readonly number: number; readonly size: number },
): Buffer {
	const page = Buffer.alloc(size);
	if (main === undefined) return page;
	try {
		readSync(main, page, 0, size, (number - 1) * size);
	} catch {
		// A bad sector: what is not there cannot be rescued.
		return Buffer.alloc(size, 0xff);
	}
	return page;
}
