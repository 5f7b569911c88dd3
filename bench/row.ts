/** One line of the report. */
export interface Row {
	readonly name: string;
	readonly measured: string;
	readonly budget: string;
	readonly isMet: boolean;
}

export function median(numbers: readonly number[]): number {
	return percentile(numbers, 0.5);
}

export function percentile(numbers: readonly number[], share: number): number {
	return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? Number.NaN;
}
