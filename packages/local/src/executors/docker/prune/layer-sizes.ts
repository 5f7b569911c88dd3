import type { HistoryReply } from "../engine-replies.ts";

/** A layer on top of those below it; two images share it when all of that is the same. */
export interface SizedLayer {
	readonly key: string;
	readonly bytes: number;
}

export interface ImageLayers {
	/** The lowest first. */
	readonly layers: readonly SizedLayer[];
	/** Whether it is known how much is in which layer; else the sizes are those of the upper ones at most. */
	readonly isExact: boolean;
}

export interface ImageFacts {
	readonly id: string;
	readonly bytes: number;
	/** The digests of the layers, the lowest first. */
	readonly digests: readonly string[];
	/** The latest first; empty where it is not known. */
	readonly history: readonly HistoryReply[];
}

/** What each layer of an image holds, by how it was made. */
export function layersOf({ id, bytes, digests, history }: ImageFacts): ImageLayers {
	if (digests.length === 0) return { layers: [{ key: id, bytes }], isExact: false };
	const steps = history.toReversed();
	const sizes = sizesOf(steps, digests.length);
	// Where that is not known, the layers below are taken to be empty, so that what is freed is never said to be too little.
	const filled = steps.map(({ Size: size = 0 }) => size).filter((size) => size > 0);
	const guessed = filled.length > digests.length || filled.length === 0 ? [bytes] : filled;
	const padded = [...Array.from({ length: digests.length - guessed.length }, () => 0), ...guessed];
	const known = sizes ?? padded;
	const layers = digests.map((_, index) => ({
		key: digests.slice(0, index + 1).join(" "),
		bytes: known[index] ?? 0,
	}));
	return { layers, isExact: sizes !== undefined };
}

/** The sizes of the steps that left a layer; undefined when nobody can tell which did. */
function sizesOf(steps: readonly HistoryReply[], count: number): readonly number[] | undefined {
	const filled = steps.filter(({ Size: size = 0 }) => size > 0);
	if (filled.length === count) return filled.map(({ Size: size = 0 }) => size);
	const likely = steps.filter(({ Size: size = 0, CreatedBy: by = "" }) => size > 0 || leavesLayer.test(by));
	return likely.length === count ? likely.map(({ Size: size = 0 }) => size) : undefined;
}

// The other instructions of a Dockerfile leave none.
const leavesLayer = /^(?:\S*sh -c (?!#\(nop\))|(?:\S*sh -c #\(nop\)\s*)?(?:RUN|COPY|ADD|WORKDIR)\b)/;

/** What would be freed by each of many images that go, one after the other, while others stay. */
export function freedBytes(going: readonly ImageLayers[], staying: readonly ImageLayers[]): readonly number[] {
	const kept = new Set(staying.flatMap(({ layers }) => layers.map(({ key }) => key)));
	return going.map(({ layers }) => {
		const freed = layers.filter(({ key }) => !kept.has(key));
		freed.forEach(({ key }) => kept.add(key));
		return freed.reduce((sum, { bytes }) => sum + bytes, 0);
	});
}
