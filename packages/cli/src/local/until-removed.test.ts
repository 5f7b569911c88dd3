import { rmSync } from "node:fs";
import { findStateDirectory } from "@chronos-job/local";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { untilRemoved } from "./until-removed.ts";

it.each([
	["state", "chronos.db"],
	["socket", "server.sock"],
])("a server whose %s is removed is told", async (expected, file) => {
	using dir = tempDir({ "chronos.db": "", "server.sock": "" });
	const state = findStateDirectory({ env: {}, cwd: "/", home: "/" }, dir.path);
	const looks: number[] = [];
	const sleep = async () => {
		if (looks.push(looks.length) === 3) rmSync(`${dir.path}/${file}`);
	};
	const place = { state, socket: `${dir.path}/server.sock` };
	const removed = untilRemoved({ ...memoryHost({ cwd: dir.path }), sleep }, place, new AbortController().signal);
	expect(await removed).toBe(expected);
	expect(looks).toHaveLength(3);
});

it("a server that has ended is told nothing", async () => {
	using dir = tempDir();
	const state = findStateDirectory({ env: {}, cwd: "/", home: "/" }, dir.path);
	const end = new AbortController();
	const removed = untilRemoved(memoryHost({ cwd: dir.path }), { state, socket: "" }, end.signal);
	end.abort();
	expect(await removed).toBeUndefined();
});
