/** What a terminal of so many rows shows after all that was written to it: no colours, and only the movements that we use. */
export function screenText(written: string, rows: number): string {
	const lines: string[][] = Array.from({ length: rows }, () => []);
	const at = { row: 0, column: 0 };
	for (const [piece, code, last] of written.matchAll(pieces)) {
		if (last === undefined) put(piece, lines, at);
		else move(last, Number(code?.split(";")[0] || 1), { lines, at, code: code ?? "" });
	}
	return lines
		.map((line) =>
			Array.from(line, (character: string | undefined) => character ?? " ")
				.join("")
				.trimEnd(),
		)
		.join("\n");
}

// oxlint-disable-next-line eslint/no-control-regex -- that is what terminals are sent
const pieces = /\u001B\[([\d;?]*)([A-Za-z])|\u001B\][^\u0007]*\u0007|[^]/gu;

interface Cursor {
	row: number;
	column: number;
}

interface Movement {
	readonly lines: string[][];
	readonly at: Cursor;
	readonly code: string;
}

function put(piece: string, lines: string[][], at: Cursor): void {
	if (piece === "\n") Object.assign(at, { row: Math.min(at.row + 1, lines.length - 1), column: 0 });
	else if (piece === "\r") at.column = 0;
	else if (piece >= " " && !piece.startsWith("\u001B")) {
		const line = lines[at.row];
		if (line !== undefined) line[at.column] = piece;
		at.column += 1;
	}
}

function move(last: string, count: number, { lines, at, code }: Movement): void {
	const moves: Readonly<Record<string, () => void>> = {
		A: () => (at.row = Math.max(0, at.row - count)),
		B: () => (at.row = Math.min(lines.length - 1, at.row + count)),
		C: () => (at.column += count),
		D: () => (at.column = Math.max(0, at.column - count)),
		E: () => Object.assign(at, { row: Math.min(lines.length - 1, at.row + count), column: 0 }),
		G: () => (at.column = count - 1),
		H: () => Object.assign(at, { row: count - 1, column: Number(code.split(";")[1] ?? 1) - 1 }),
		K: () => void (code === "2" ? lines[at.row]?.splice(0) : lines[at.row]?.splice(at.column)),
		J: () => lines.slice(at.row + 1).forEach((line) => line.splice(0)),
	};
	moves[last]?.();
}
