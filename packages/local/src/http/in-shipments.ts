import type { Reply } from "./handler.ts";

/** What takes too long to be made in one go is made while it is sent, so that others are answered in between. */
export function inShipments(pieces: Iterable<Uint8Array>, rows: number): Reply["body"] {
	return rows > mostAtOnce ? shipped(pieces, shipmentBytes) : Buffer.concat([...pieces]);
}

/** The same for lines, which are short and take longer for their length. */
export function linesInShipments(lines: Iterable<string>, rows: number): Reply["body"] {
	return rows > mostAtOnce ? shipped(bytesOf(lines), 0) : Buffer.from([...lines].join(""));
}

const mostAtOnce = 500;
const shipmentBytes = 131_072;

function* bytesOf(lines: Iterable<string>): Generator<Uint8Array, void> {
	let waiting: string[] = [];
	for (const line of lines) {
		waiting.push(line);
		if (waiting.length < linesAtOnce) continue;
		yield Buffer.from(waiting.join(""));
		waiting = [];
	}
	if (waiting.length > 0) yield Buffer.from(waiting.join(""));
}

const linesAtOnce = 1000;

async function* shipped(pieces: Iterable<Uint8Array>, leastBytes: number): AsyncGenerator<Uint8Array, void> {
	let waiting: Uint8Array[] = [];
	let bytes = 0;
	for (const piece of pieces) {
		waiting.push(piece);
		bytes += piece.length;
		if (bytes < leastBytes) continue;
		yield Buffer.concat(waiting);
		waiting = [];
		bytes = 0;
	}
	if (bytes > 0) yield Buffer.concat(waiting);
}
