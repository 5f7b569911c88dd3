import * as fs from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { writeWholeFile } from "./write-whole-file.ts";

describe("writing a whole file", () => {
	it("keeps the mode, whatever the umask", () => {
		using dir = tempDir({ "job.json": "old" });
		const path = join(dir.path, "job.json");
		fs.chmodSync(path, 0o660);
		writeWholeFile(fs, path, "new");
		expect(fs.statSync(path).mode & 0o777).toBe(0o660);
		expect(dir.read("job.json")).toBe("new");
	});

	it("follows a link instead of replacing it", () => {
		using dir = tempDir({ "real.json": "old" });
		fs.symlinkSync("real.json", join(dir.path, "link.json"));
		writeWholeFile(fs, join(dir.path, "link.json"), "new");
		expect(dir.read("real.json")).toBe("new");
		expect(fs.lstatSync(join(dir.path, "link.json")).isSymbolicLink()).toBe(true);
	});

	it.each(["writeSync", "fsyncSync", "renameSync"] as const)(
		"leaves the old file and no other when %s fails",
		(broken) => {
			using dir = tempDir({ "job.json": "old" });
			const full = () => {
				throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
			};
			expect(() => writeWholeFile({ ...fs, [broken]: full }, join(dir.path, "job.json"), "new")).toThrow("ENOSPC");
			expect(dir.read("job.json")).toBe("old");
			expect(fs.readdirSync(dir.path)).toEqual(["job.json"]);
		},
	);
});
