import { tempDir } from "@chronos-job/testkit";
import { expect, test } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

// What needs an SSH server is in tunnel.engine.ts.
test("ssh that is not there is told", async () => {
	const contexts = { far: { url: "http://chronos:4400", via: "login" } };
	using home = tempDir({ ".config/chronos-job/config.json": JSON.stringify({ current: "far", contexts }) });
	await using machine = memoryMachine(home.path);
	const host = machine.host({ env: { HOME: home.path, CHRONOS_SSH: "/nowhere/ssh" } });
	expect(await main(["context", "test"], host)).toBe(8);
	expect(host.written.stdout).toContain("/nowhere/ssh cannot be run (ENOENT)");
});
