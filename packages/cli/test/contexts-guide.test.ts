import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";

const guide = readFileSync(new URL("../../../docs/contexts.md", import.meta.url), "utf8");
const script = [...guide.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = ""]) => block).join("");
const program = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));

describe("the guide of servers and contexts", () => {
	it("shows commands that work, one after the other", () => {
		using dir = tempDir({
			"chronos-job": `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`,
			"guide.sh": `set -eu\n${script}`,
		});
		chmodSync(`${dir.path}/chronos-job`, 0o755);
		const env = { PATH: `${dir.path}:${process.env["PATH"] ?? ""}`, HOME: dir.path, CHRONOS_PASSWORD: "secret" };
		const printed = execFileSync("/bin/sh", [`${dir.path}/guide.sh`], { cwd: dir.path, env, encoding: "utf8" });
		expect(printed).toContain("http://chronos.example.org:4400");
		expect(printed).not.toContain("secret");
		expect(JSON.parse(readFileSync(`${dir.path}/.config/chronos-job/config.json`, "utf8")).contexts).toEqual({});
	});

	it("names no file that is not there", () => {
		const links = [...guide.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path);
		expect(links.filter((path) => !existsSync(new URL(path, new URL("../../../docs/", import.meta.url))))).toEqual([]);
	});
});
