import { chmodSync, existsSync, statSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openSocketPlace, socketPlaceOf } from "./socket-path.ts";
import { findStateDirectory } from "./state-directory.ts";

const at = (path: string) => findStateDirectory({ env: {}, cwd: "/", home: "/home/ada" }, path);
const deep = at(`/home/ada/${"deep/".repeat(20)}state`);

describe("the socket of a server", () => {
	const usual = "/home/ada/state/server.sock";
	const temporary = /^\/var\/tmp\/chronos-job-7\/[\da-f]{16}\.sock$/;
	it.each([
		["with its state", { state: at("/home/ada/state"), runtime: "/run/user/1" }, usual],
		[
			"in the runtime directory for a long path",
			{ state: deep, runtime: "/run/user/1" },
			/^\/run\/user\/1\/chronos-job-7\//,
		],
		["in the temporary directory without one", { state: deep, runtime: undefined }, temporary],
		["not in a relative one", { state: deep, runtime: "run" }, temporary],
		["not in one that is too long as well", { state: deep, runtime: `/${"x".repeat(90)}` }, temporary],
	])("stands %s", (_, { state, runtime }, expected) => {
		const { path } = socketPlaceOf(state, { runtimeDirectory: runtime, temporaryDirectory: "/var/tmp", uid: 7 });
		expect(path).toMatch(expected);
		expect(Buffer.byteLength(path)).toBeLessThan(104);
	});

	it("is another one for another state", () => {
		const surroundings = { runtimeDirectory: undefined, temporaryDirectory: "/tmp", uid: 7 };
		const other = at(`${deep.path}2`);
		expect(socketPlaceOf(other, surroundings).path).not.toBe(socketPlaceOf(deep, surroundings).path);
	});

	it("replaces what a killed server left", () => {
		using dir = tempDir({ "server.sock": "" });
		const path = openSocketPlace(at(dir.path), { runtimeDirectory: undefined, temporaryDirectory: "/tmp", uid: 7 });
		expect(existsSync(path)).toBe(false);
	});

	it("never stands in a directory that others can enter", () => {
		using dir = tempDir();
		const { uid } = statSync(dir.path);
		const surroundings = { runtimeDirectory: dir.path, temporaryDirectory: "/tmp", uid };
		const path = openSocketPlace(deep, surroundings);
		const directory = path.slice(0, path.lastIndexOf("/"));
		expect(statSync(directory).mode & 0o777).toBe(0o700);
		chmodSync(directory, 0o755);
		expect(() => openSocketPlace(deep, surroundings)).toThrow(/not yours alone/);
	});
});
