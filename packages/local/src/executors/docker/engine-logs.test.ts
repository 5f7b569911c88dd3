import { existsSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { sandboxAt } from "../../sandbox/sandbox.ts";
import { addEngineLogs } from "./engine-logs.ts";

it("what the engine heard stands behind what the command wrote, once", async () => {
	using folder = tempDir({ stdout: "a\n", stderr: "", ".engine-stdout": "", ".engine-stderr": "no such program\n" });
	expect(await addEngineLogs(sandboxAt(folder.path))).toBe(true);
	expect([folder.read("stdout"), folder.read("stderr")]).toEqual(["a\n", "no such program\n"]);
	expect(existsSync(`${folder.path}/.engine-stderr`)).toBe(false);
});

it("is asked for again when it cannot be put there", async () => {
	using folder = tempDir({ stdout: "a\n" });
	expect(await addEngineLogs(sandboxAt(folder.path))).toBe(false);
});
