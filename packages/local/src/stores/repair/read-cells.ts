import type { DatabasePages } from "./database-pages.ts";
import { readRecord, readVarint, type Value } from "./read-record.ts";

/** A row of a table or, without an id, an entry of an index. */
export interface Cell {
	readonly id: number | undefined;
	readonly values: readonly Value[];
}

export interface Cells {
	readonly cells: readonly Cell[];
	/** The pages where what did not fit goes on. */
	readonly overflow: readonly number[];
	/** Cells that make no sense. */
	readonly broken: number;
}

/** The kind of a page, by its first byte (https://www.sqlite.org/fileformat2.html#b_tree_pages). */
export function kindOf(page: Buffer, number: number): "rows" | "entries" | "branches" | "blank" | "other" {
	return kinds.get(page[headOf(number)] ?? 0) ?? (page.every((byte) => byte === 0) ? "blank" : "other");
}

const kinds = new Map<number, "rows" | "entries" | "branches">([
	[0x0d, "rows"],
	[0x0a, "entries"],
	[0x05, "branches"],
	[0x02, "branches"],
]);

/** The first page begins with the head of the file. */
function headOf(number: number): number {
	return number === 1 ? 100 : 0;
}

/** All that a leaf of a table or an index holds. */
export function readCells(pages: DatabasePages, number: number): Cells {
	const page = pages.read(number);
	const head = headOf(number);
	const hasIds = page[head] === 0x0d;
	const count = page.readUInt16BE(head + 3);
	const cells: Cell[] = [];
	const overflow: number[] = [];
	if (head + 8 + 2 * count > page.length) return { cells, overflow, broken: 1 };
	for (let index = 0; index < count; index++) {
		const at = page.readUInt16BE(head + 8 + 2 * index);
		const cell = readCell(pages, { page, at, hasIds, overflow });
		if (cell !== undefined) cells.push(cell);
	}
	return { cells, overflow, broken: count - cells.length };
}

interface Place {
	readonly page: Buffer;
	readonly at: number;
	readonly hasIds: boolean;
	readonly overflow: number[];
}

function readCell(pages: DatabasePages, place: Place): Cell | undefined {
	try {
		const length = readVarint(place.page, place.at);
		const id = place.hasIds ? readVarint(place.page, length.next) : undefined;
		const start = id?.next ?? length.next;
		const values = readRecord(readPayload(pages, { ...place, at: start, length: length.value }));
		return { id: id?.value, values };
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

function readPayload(
	pages: DatabasePages,
	{ page, at, length, hasIds, overflow }: Place & { readonly length: number },
): Buffer {
	const local = localLength(length, { usable: pages.size, hasIds });
	if (at + local > page.length || length > pages.count * pages.size) throw new RangeError("the cell leaves the page");
	const pieces = [page.subarray(at, at + local)];
	let missing = length - local;
	let next = missing > 0 ? page.readUInt32BE(at + local) : 0;
	while (missing > 0) {
		if (next < 1 || next > pages.count) throw new RangeError("the chain of pages is broken");
		const piece = pages.read(next);
		overflow.push(next);
		pieces.push(piece.subarray(4, 4 + Math.min(missing, pages.size - 4)));
		missing -= pages.size - 4;
		next = piece.readUInt32BE(0);
	}
	return Buffer.concat(pieces);
}

/** How much of a payload stays on its page (https://www.sqlite.org/fileformat2.html#cell_payload_overflow_pages). */
function localLength(
	length: number,
	{ usable, hasIds }: { readonly usable: number; readonly hasIds: boolean },
): number {
	const most = hasIds ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
	if (length <= most) return length;
	const least = Math.floor(((usable - 12) * 32) / 255) - 23;
	const rest = least + ((length - least) % (usable - 4));
	return rest <= most ? rest : least;
}
