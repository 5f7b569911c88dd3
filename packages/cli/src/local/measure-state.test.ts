import * as files from "node:fs";
import { join } from "node:path";
import { findStateDirectory } from "@chronos-job/local";
import { type TempDir, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { measureState } from "./measure-state.ts";

function measure({ path }: TempDir, now = () => 0) {
	return measureState({ files, now }, findStateDirectory({ env: {}, cwd: path, home: path }, path));
}

function blocksOf(directory: TempDir, ...names: readonly string[]): number {
	return names.reduce((sum, name) => sum + files.lstatSync(join(directory.path, name)).blocks * 512, 0);
}

describe("the sizes of a state directory", () => {
	it("are nothing where nothing is", () => {
		using directory = tempDir();
		expect(measure(directory)).toEqual({ database: 0, log: 0, sandboxes: 0, hasMore: false });
	});

	it("count each file once, wherever links lead", () => {
		using directory = tempDir({
			"chronos.db": "12345",
			"sandboxes/1-0/stdout": "x",
			"sandboxes/1-0/files/data": "x".repeat(60_000),
			"elsewhere/data": "x".repeat(60_000),
		});
		const place = join(directory.path, "sandboxes/1-0/files");
		// Twice, each of the two would be looked through for each way through the other.
		for (const name of ["a", "b"]) files.symlinkSync(".", join(place, name));
		files.symlinkSync(join(directory.path, "elsewhere"), join(place, "out"));
		const counted = ["1-0", "1-0/stdout", "1-0/files", "1-0/files/data", "1-0/files/a", "1-0/files/b", "1-0/files/out"];
		const sandboxes = blocksOf(directory, ...counted.map((name) => `sandboxes/${name}`));
		expect(measure(directory)).toEqual({ database: 5, log: 0, sandboxes, hasMore: false });
	});

	it("are at least what was counted when that takes too long", () => {
		using directory = tempDir({ "sandboxes/a": "x", "sandboxes/b": "x", "sandboxes/c": "x" });
		let time = 0;
		const sizes = measure(directory, () => (time += 80));
		expect(sizes).toMatchObject({ sandboxes: 2 * blocksOf(directory, "sandboxes/a"), hasMore: true });
	});
});
