/** The latest durations in milliseconds, in blocks: another one copies a block, not all of them. */
export interface Durations {
	readonly blocks: readonly (readonly number[])[];
	readonly recent: readonly number[];
}

export const noDurations: Durations = { blocks: [], recent: [] };

export function withDuration({ blocks, recent }: Durations, durationMs: number): Durations {
	const grown = [...recent, durationMs];
	if (grown.length < blockSize) return { blocks, recent: grown };
	return { blocks: [...blocks.slice(1 - blocksKept), grown], recent: [] };
}

/** Oldest first. */
export function listDurations({ blocks, recent }: Durations): readonly number[] {
	return [...blocks.flat(), ...recent].slice(-reservoir);
}

/** The most that a histogram of Chronos looks at (contract §1.4.11). */
const reservoir = 1028;
const blockSize = 32;
const blocksKept = Math.ceil(reservoir / blockSize);
