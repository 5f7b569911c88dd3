import { chmodSync, readFileSync, statSync } from "node:fs";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { configFileOf } from "./config-place.ts";
import { loadConfig } from "./load-config.ts";
import { saveConfig } from "./save-config.ts";

it.each([
	[{ HOME: "/home/ada" }, "/home/ada/.config/chronos-job/config.json"],
	[{ HOME: "/home/ada", XDG_CONFIG_HOME: "/etc/ada/" }, "/etc/ada/chronos-job/config.json"],
	[{ HOME: "/home/ada/", XDG_CONFIG_HOME: "relative" }, "/home/ada/.config/chronos-job/config.json"],
	[{}, "/account/.config/chronos-job/config.json"],
])("with %j the file is %s", (env, expected) => {
	expect(configFileOf({ env, user: { id: 1, home: "/account" } })).toBe(expected);
});

it("without a home nobody knows where it is", () => {
	expect(() => configFileOf({ env: {}, user: { id: 1, home: "" } })).toThrow("nobody knows your home directory");
});

it("without a file nothing is configured", async () => {
	using dir = tempDir();
	expect((await loadConfig(memoryHost({ cwd: dir.path, env: { HOME: dir.path } }))).config).toEqual({});
});

it("a file that is written belongs to its owner alone, and has the new text or the old one", async () => {
	using dir = tempDir();
	const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path } });
	const { path } = await loadConfig(host);
	saveConfig(host, path, "{}\n");
	chmodSync(path, 0o644);
	saveConfig(host, path, '{ "contexts": {} }\n');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(readFileSync(path, "utf8")).toBe('{ "contexts": {} }\n');
	expect((await loadConfig(host)).config).toEqual({ contexts: {} });
});

it.each([
	[0o622, "{}", "config.unsafe"],
	[0o602, "{}", "config.unsafe"],
	[0o644, "{}", "fine"],
	[0o600, "{", "config.invalid"],
])("a file with mode %o and %j is %s", async (mode, text, expected) => {
	using dir = tempDir({ ".config/chronos-job/config.json": text });
	const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path } });
	chmodSync(configFileOf(host), mode);
	expect(await outcomeOf(() => loadConfig(host))).toBe(expected);
});

it("a place that cannot be written or read is told", async () => {
	using dir = tempDir({ ".config": "a file", "folder/chronos-job/config.json/x": "" });
	const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path } });
	expect(await outcomeOf(async () => saveConfig(host, configFileOf(host), "{}"))).toBe("config.unwritable");
	const other = memoryHost({ cwd: dir.path, env: { XDG_CONFIG_HOME: `${dir.path}/folder` } });
	expect(await outcomeOf(() => loadConfig(other))).toBe("config.invalid");
});

async function outcomeOf(act: () => Promise<unknown>): Promise<string> {
	try {
		await act();
		return "fine";
	} catch (error) {
		return String((error as { code?: string }).code);
	}
}
