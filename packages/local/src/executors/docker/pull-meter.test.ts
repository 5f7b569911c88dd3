import { expect, it } from "vitest";
import type { PullLine } from "./engine-replies.ts";
import { pullMeter } from "./pull-meter.ts";

function told(lines: readonly PullLine[]) {
	const meter = pullMeter("a");
	return lines.map((line) => meter(line)).at(-1);
}

const begun = (id: string): PullLine => ({ id, status: "Pulling fs layer", progressDetail: {} });
const loading = (id: string, current: number, total: number): PullLine => ({
	id,
	status: "Downloading",
	progressDetail: { current, total },
});

it.each<[string, readonly PullLine[], object]>([
	["nothing yet", [{ id: "latest", status: "Pulling from a" }], { bytes: 0 }],
	[
		"what has come of all layers",
		[loading("x", 5, 10), loading("y", 1, 20), loading("x", 7, 10)],
		{ bytes: 8, totalBytes: 30 },
	],
	["no total while a layer has yet to begin", [begun("x"), begun("y"), loading("x", 5, 10)], { bytes: 5 }],
	["no total where an engine knows none", [loading("x", 5, -1)], { bytes: 5 }],
	[
		"the whole of a layer that has come",
		[loading("x", 5, 10), { id: "x", status: "Download complete" }],
		{ bytes: 10, totalBytes: 10 },
	],
	[
		"nothing of the unpacking",
		[loading("x", 9, 10), { id: "x", status: "Extracting", progressDetail: { current: 1, total: 10 } }],
		{ bytes: 9, totalBytes: 10 },
	],
	[
		"nothing of a layer that was there",
		[begun("x"), { id: "x", status: "Already exists" }, loading("y", 1, 2)],
		{ bytes: 1, totalBytes: 2 },
	],
])("tells %s", (_, lines, expected) => {
	expect(told(lines)).toEqual({ image: "a", ...expected });
});
