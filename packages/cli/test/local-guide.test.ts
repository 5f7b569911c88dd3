import { execFile, execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";

const guide = readFileSync(new URL("../../../docs/local.md", import.meta.url), "utf8");
const script = [...guide.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = ""]) => block).join("");
const program = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));

describe("the guide of the local server", () => {
	it.runIf(hasCurl())("shows commands that work, one after the other", async () => {
		using dir = tempDir({
			"chronos-job": `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`,
			// Any free port will do.
			"guide.sh": `set -eu\ntrap 'chronos-job local stop --stop-jobs' EXIT\n${script.replaceAll("--http\n", "--http 127.0.0.1:0\n")}`,
		});
		chmodSync(`${dir.path}/chronos-job`, 0o755);
		const PATH = `${dir.path}:${process.env["PATH"] ?? ""}`;
		const env = { PATH, HOME: dir.path };
		const { stdout } = await promisify(execFile)("/bin/sh", [`${dir.path}/guide.sh`], { cwd: dir.path, env });
		expect(stdout).toMatch(/^started {2}.*\b2 cpus, 2 GB of memory\b/m);
		expect(stdout.match(/hello from [\w.-]+$/gm)).toHaveLength(2);
		expect(stdout).toMatch(/"runs":\[\{.*"outcome":"succeeded"/);
		expect(stdout).toMatch(/"reasons":\[\{"type":"not-due"/);
		expect(stdout).toMatch(/^started {2}.*http:\/\/127\.0\.0\.1:\d+/m);
		expect(stdout.match(/^\[\{"name":"hello",.*"successCount":1.*\}\]/gm)).toHaveLength(2);
	});

	it("names no file that is not there", () => {
		const links = [...guide.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path);
		const missing = links.filter((path) => !isThere(new URL(path, new URL("../../../docs/", import.meta.url))));
		expect(missing).toEqual([]);
	});
});

function hasCurl(): boolean {
	try {
		return execFileSync("curl", ["--version"], { encoding: "utf8" }).startsWith("curl");
	} catch {
		return false;
	}
}

function isThere(file: URL): boolean {
	try {
		return readFileSync(file).length > 0;
	} catch {
		return false;
	}
}
