import { expect, it } from "vitest";
import { explainFullDisk, lackOf } from "./disk-room.ts";

const roomy = { bsize: 4096, blocks: 1000, bfree: 500, bavail: 400, files: 100, ffree: 50 };

it.each([
	["with room lacks nothing", {}, false, undefined],
	["that is full says so", { bfree: 2, bavail: 0 }, true, "the disk is full (8192 bytes free)"],
	["keeps its reserve for root", { bavail: 0 }, false, "the disk is full (0 bytes free)"],
	["lets root have the reserve", { bavail: 0 }, true, undefined],
	["can run out of files", { ffree: 0 }, true, "the disk is full (0 files free)"],
	["that counts nothing lacks nothing", { blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0 }, false, undefined],
])("a file system %s", (...[, room, isRoot, expected]) => {
	expect(lackOf({ ...roomy, ...room }, { isRoot })).toBe(expected);
});

it("a directory that is not there says nothing about a disk", () => {
	expect(explainFullDisk("/nonexistent/here", { isRoot: true })).toBeUndefined();
});
