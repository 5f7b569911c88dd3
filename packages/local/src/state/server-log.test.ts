import { statSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { openServerLog } from "./server-log.ts";
import { findStateDirectory } from "./state-directory.ts";

it("the log of a server begins anew when it has grown too large, and the rest is kept once", () => {
	using dir = tempDir();
	const state = findStateDirectory({ env: {}, cwd: "/", home: "/" }, dir.path);
	const log = openServerLog(state, { now: () => 0, maxBytes: 100 });
	for (let line = 1; line <= 7; line += 1) log.write(`line ${line}`);
	expect(dir.read("server.log")).toBe(
		"1970-01-01T00:00:00.000Z line 5\n1970-01-01T00:00:00.000Z line 6\n1970-01-01T00:00:00.000Z line 7\n",
	);
	expect(dir.read("server.log.1")).toMatch(/line 1\n.*line 2\n.*line 3\n.*line 4\n$/);
	expect(statSync(state.logFile).mode & 0o777).toBe(0o600);
});
