import * as files from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { saveText } from "./save-text.ts";

it("never writes over a file that is there", () => {
	using dir = tempDir({ "log.txt": "old" });
	const host = { files, cwd: dir.path };
	expect(saveText(host, "log.txt", "new")).toBe(`${dir.path}/log-2.txt`);
	expect(saveText(host, "log.txt", "newer")).toBe(`${dir.path}/log-3.txt`);
	expect(files.readFileSync(`${dir.path}/log.txt`, "utf8")).toBe("old");
	expect(files.readFileSync(`${dir.path}/log-3.txt`, "utf8")).toBe("newer");
});

it("a name cannot lead out of the folder", () => {
	using dir = tempDir({});
	expect(saveText({ files, cwd: dir.path }, "../../etc/x y.log", "text")).toBe(`${dir.path}/..-..-etc-x-y.log`);
});

it("says where it cannot write", () => {
	expect(() => saveText({ files, cwd: "/nowhere" }, "a.txt", "")).toThrow("/nowhere/a.txt cannot be written (ENOENT)");
});
