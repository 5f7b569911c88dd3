import { chmodSync, statSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { ensurePassword } from "./password.ts";
import { findStateDirectory } from "./state-directory.ts";

it("the password is made once, long, and for nobody else to read", () => {
	using dir = tempDir();
	const state = findStateDirectory({ env: {}, cwd: "/", home: "/" }, dir.path);
	const account = { user: "chronos", hosts: ["127.0.0.1", "localhost", "127.0.0.1"] };
	const password = ensurePassword(state, account);
	expect(password).toMatch(/^[\w-]{32}$/);
	chmodSync(state.passwordFile, 0o644);
	expect(ensurePassword(state, account)).toBe(password);
	const machines = ["127.0.0.1", "localhost"].map((host) => `machine ${host} login chronos password ${password}\n`);
	expect(dir.read("netrc")).toBe(machines.join(""));
	expect([state.passwordFile, state.netrcFile].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
});
