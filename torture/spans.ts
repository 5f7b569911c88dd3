import type { Proof } from "./proofs.ts";

/** From when to when an attempt ran, as it says itself. */
export interface Span {
	readonly taskId: string;
	readonly fromMs: number;
	readonly untilMs: number;
}

/** Pairs that ran at the same time, one right after the other; when one that was killed ended, nobody has written down. */
export function overlapsOf(proofs: readonly (Proof | undefined)[]): readonly (readonly [Span, Span])[] {
	const spans = proofs.flatMap(spanOf).toSorted((a, b) => a.fromMs - b.fromMs);
	return spans.flatMap((span, index): readonly (readonly [Span, Span])[] => {
		const next = spans[index + 1];
		return next === undefined || next.fromMs >= span.untilMs ? [] : [[span, next]];
	});
}

function spanOf(proof: Proof | undefined): readonly Span[] {
	const [start] = proof?.starts ?? [];
	const [end] = proof?.ends ?? [];
	if (proof === undefined || start === undefined || end === undefined) return [];
	return [{ taskId: proof.taskId, fromMs: start.upMs, untilMs: end.upMs }];
}
