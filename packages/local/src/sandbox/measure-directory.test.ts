import { lstatSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { measureDirectory } from "./measure-directory.ts";

it("counts no more entries than it is told to", async () => {
	using directory = tempDir({ a: "x", b: "x", c: "x" });
	const blocks = lstatSync(join(directory.path, "a")).blocks * 512;
	const own = lstatSync(directory.path).blocks * 512;
	expect(blocks).toBeGreaterThan(0);
	expect(await measureDirectory(directory.path, 2)).toBe(own + 2 * blocks);
	expect(await measureDirectory(directory.path, 9)).toBe(own + 3 * blocks);
});
