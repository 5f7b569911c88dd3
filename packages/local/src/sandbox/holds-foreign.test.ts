import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { host } from "../../test/attempts.ts";
import { holdsForeign } from "./holds-foreign.ts";

const { uid } = host.user;
const someoneElse = uid + 1;

it("nothing of one's own is in the way", async () => {
	using folder = tempDir({ "d/e/f": "x" });
	chmodSync(join(folder.path, "d/e/f"), 0o600);
	expect(await holdsForeign(folder.path, uid)).toBe(false);
	expect(await holdsForeign(join(folder.path, "nothing"), uid)).toBe(false);
});

it.each<[string, (root: string) => void, boolean]>([
	["directories", (root) => mkdirSync(join(root, "d")), true],
	["files that nobody else may read", (root) => chmodSync(join(root, "f"), 0o640), true],
	["files that all may read", (root) => chmodSync(join(root, "f"), 0o644), false],
	["links", (root) => symlinkSync("nowhere", join(root, "l")), false],
])("of others: %s", async (_, make, isInTheWay) => {
	using folder = tempDir({ f: "x" });
	chmodSync(join(folder.path, "f"), 0o644);
	make(folder.path);
	expect(await holdsForeign(folder.path, someoneElse)).toBe(isInTheWay);
});
