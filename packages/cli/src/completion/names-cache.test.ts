import * as files from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { findNames, keepNames } from "./names-cache.ts";

const begun = Date.UTC(2030, 0, 1);

it("writes names again only when they have changed or get old", () => {
	using dir = tempDir();
	const written: string[] = [];
	const renameSync: typeof files.renameSync = (from, to) => {
		written.push(files.readFileSync(from, "utf8"));
		files.renameSync(from, to);
	};
	const hostAt = (now: number) =>
		({
			env: { HOME: dir.path },
			files: { ...files, renameSync },
			now: () => begun + now,
			user: { id: undefined, home: "" },
		}) as const;
	const keep = (now: number, names: readonly string[]) => {
		keepNames(hostAt(now), "key", names);
		return written.length;
	};
	expect([keep(0, ["a"]), keep(5000, ["a"]), keep(6000, ["a", "b"]), keep(16_000, ["a", "b"])]).toEqual([1, 1, 2, 3]);
	expect(findNames(hostAt(30_000), "key")).toEqual({ names: ["a", "b"], isFresh: true });
	expect([keep(1000, ["a", "b"]), keep(2000, ["b", "a"])]).toEqual([4, 5]);
});
