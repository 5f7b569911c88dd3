/** What is left of two texts without what they begin and end with in common. */
export interface Difference {
	readonly first: string;
	readonly second: string;
	/** Where it begins in both. */
	readonly start: number;
}

export function differenceOf(first: string, second: string): Difference {
	const shorter = Math.min(first.length, second.length);
	let start = 0;
	while (start < shorter && first[start] === second[start]) start++;
	let end = 0;
	while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end++;
	return { first: first.slice(start, first.length - end), second: second.slice(start, second.length - end), start };
}

/** Whether two neighbours are swapped, or one character is added, left out or another. */
export function isOneEdit({ first, second }: Difference): boolean {
	return (first.length <= 1 && second.length <= 1) || isSwap({ first, second });
}

export function isSwap({ first, second }: Pick<Difference, "first" | "second">): boolean {
	return first.length === 2 && second.length === 2 && first[0] === second[1] && first[1] === second[0];
}
