/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
export interface Random {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** A whole number from 0 up to, not including, `limit`. */
	below(limit: number): number;
	pick<T>(from: readonly T[]): T;
}

export function random(seed: number): Random {
	let state = seed >>> 0;
	function next(): number {
		state = (state + 0x6d_2b_79_f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		pick(from) {
			const picked = from[below(from.length)];
			if (picked === undefined) throw new Error("there is nothing to pick from");
			return picked;
		},
	};
}
