import { existsSync, readdirSync, statSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { parseServerRecord, removeServerRecord, writeServerRecord } from "./server-record.ts";
import { findStateDirectory } from "./state-directory.ts";

const at = (path: string) => findStateDirectory({ env: {}, cwd: "/", home: "/home/ada" }, path);
const record = { pid: 12, startedAt: 1000, socket: "/run/a.sock", version: "1.2.3" };

describe("the record of a server", () => {
	it.each([record, { ...record, url: "http://127.0.0.1:4400/" }, { ...record, dialect: "3.x" }])(
		"is read as it was written: %o",
		(written) => {
			using dir = tempDir({ "server.json": "an older one" });
			writeServerRecord(at(dir.path), written);
			expect(parseServerRecord(dir.read("server.json"))).toEqual(written);
			expect(statSync(at(dir.path).serverFile).mode & 0o777).toBe(0o600);
			expect(readdirSync(dir.path)).toEqual(["server.json"]);
		},
	);

	it.each(["", "{", "null", "[]", '{ "pid": "12" }', JSON.stringify({ ...record, socket: 5 })])(
		"is nothing when it cannot be read: %s",
		(text) => {
			expect(parseServerRecord(text)).toBeUndefined();
		},
	);

	it("is removed by its own server only", () => {
		using dir = tempDir();
		const state = at(dir.path);
		writeServerRecord(state, record);
		removeServerRecord(state, 13);
		expect(existsSync(state.serverFile)).toBe(true);
		removeServerRecord(state, 12);
		removeServerRecord(state, 12);
		expect(existsSync(state.serverFile)).toBe(false);
	});
});
