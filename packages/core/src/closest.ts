/** The candidate that was probably meant, by edit distance; undefined when none is near. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
	const wanted = word.toLowerCase();
	let best: string | undefined;
	let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const candidate of candidates) {
		const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
		if (distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}

/** Damerau–Levenshtein (adjacent letters swapped count once), given up once it reaches `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) >= limit) return limit;
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			current.push(cell({ a, b, row, column }, { current, last, beforeLast }));
		}
		beforeLast = last;
		last = current;
	}
	return last.at(-1) ?? limit;
}

interface Cell {
	readonly a: string;
	readonly b: string;
	readonly row: number;
	readonly column: number;
}

interface Rows {
	readonly current: readonly number[];
	readonly last: readonly number[];
	readonly beforeLast: readonly number[];
}

function cell({ a, b, row, column }: Cell, { current, last, beforeLast }: Rows): number {
	const same = a[row - 1] === b[column - 1];
	const edited = Math.min(
		(last[column] ?? Infinity) + 1,
		(current[column - 1] ?? Infinity) + 1,
		(last[column - 1] ?? Infinity) + (same ? 0 : 1),
	);
	const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
	return swapped ? Math.min(edited, (beforeLast[column - 2] ?? Infinity) + 1) : edited;
}
