import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";

const job = '{ "name": "a", "command": "echo caffè", "owner": null, "retries": 0 }\n';

const encodings = [
	["Latin-1", Buffer.from(job, "latin1")],
	["UTF-16", Buffer.from(`\uFEFF${job}`, "utf16le")],
	["no text at all", Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256))],
] as const;

describe("a file in another encoding", () => {
	it.each(encodings)("is named, and not a byte of it is changed: %s", async (_, bytes) => {
		using dir = tempDir();
		const file = join(dir.path, "job.json");
		writeFileSync(file, bytes);
		for (const argv of [
			["validate", "--fix", "job.json"],
			["fmt", "job.json"],
			["validate", "job.json"],
		]) {
			const host = memoryHost({ cwd: dir.path });
			expect(await main(argv, host)).toBe(1);
			expect(`${host.written.stdout}${host.written.stderr}`).toContain("syntax.not-utf-8");
			expect(readFileSync(file)).toEqual(bytes);
		}
	});

	it("in UTF-8, letters beyond ASCII are nothing to remark on", async () => {
		using dir = tempDir({ "job.json": job.replace('"owner": null, ', "") });
		const host = memoryHost({ cwd: dir.path });
		expect(await main(["validate", "job.json"], host), host.written.stdout).toBe(0);
	});
});
