import type { PullProgress } from "../executor.ts";
import type { PullLine } from "./engine-replies.ts";

/** Adds up what an engine says of the layers of an image, line after line. */
export function pullMeter(image: string): (line: PullLine) => PullProgress {
	const layers = new Map<string, Layer>();
	return ({ id, status = "", progressDetail = {} }) => {
		if (id !== undefined) {
			const layer = layerAfter(layers.get(id), status, progressDetail);
			if (layer === undefined) layers.delete(id);
			else layers.set(id, layer);
		}
		return sumOf(image, [...layers.values()]);
	};
}

interface Layer {
	readonly bytes: number;
	/** Undefined until some of it has come. */
	readonly totalBytes: number | undefined;
}

type Detail = NonNullable<PullLine["progressDetail"]>;

function layerAfter(before: Layer | undefined, status: string, detail: Detail): Layer | undefined {
	// What has come may be unpacked and checked afterwards, of which nothing is counted.
	return (afters.get(status) ?? same)(before, detail);
}

type After = (before: Layer | undefined, detail: Detail) => Layer | undefined;

const same: After = (before) => before;
const announced: After = (before = { bytes: 0, totalBytes: undefined }) => before;

const afters: ReadonlyMap<string, After> = new Map<string, After>([
	["Pulling fs layer", announced],
	["Waiting", announced],
	["Downloading", (_, { current = 0, total = 0 }) => ({ bytes: current, totalBytes: total > 0 ? total : undefined })],
	["Download complete", (before) => before && whole(before)],
	["Already exists", () => undefined],
]);

function whole({ bytes, totalBytes = bytes }: Layer): Layer {
	return { bytes: totalBytes, totalBytes };
}

function sumOf(image: string, layers: readonly Layer[]): PullProgress {
	const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
	const totalBytes = layers.reduce((sum, layer) => sum + (layer.totalBytes ?? Number.NaN), 0);
	return totalBytes > 0 ? { image, bytes, totalBytes } : { image, bytes };
}
