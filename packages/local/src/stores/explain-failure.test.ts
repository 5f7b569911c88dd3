import { ChronosError } from "@chronos-job/core";
import { describe, expect, it } from "vitest";
import { explained, explainFailure } from "./explain-failure.ts";

describe("what SQLite or the file system says", () => {
	it.each([
		[{ errcode: 5 }, "store.locked"],
		[{ errcode: 5 | (2 << 8) }, "store.locked"],
		[{ errcode: 11 }, "store.corrupt"],
		[{ errcode: 11 | (1 << 8) }, "store.corrupt"],
		[{ errcode: 26 }, "store.corrupt"],
		[{ errcode: 1 }, "store.corrupt"],
		[{ errcode: 13 }, "store.full"],
		[{ errcode: 4874 }, "store.full"],
		[{ errcode: 10 | (3 << 8) }, "store.failed"],
		[{ errcode: 8 }, "store.failed"],
		[{ errcode: 14 }, "store.failed"],
		[{ code: "ENOSPC", syscall: "open" }, "store.full"],
		[{ code: "EACCES", syscall: "open" }, "store.failed"],
	])("%j is an error of the store: %s", (facts, code) => {
		const cause = Object.assign(new Error("it went wrong"), { errstr: "the reason" }, facts);
		expect(explainFailure(cause, "/state/chronos.db")).toMatchObject({
			code,
			message: expect.stringMatching(/\/state\/chronos\.db \(the reason: it went wrong\)$/),
			hint: expect.stringMatching(/\.$/),
			cause,
		});
	});

	it.each([
		[Object.assign(new Error("UNIQUE constraint failed"), { errcode: 19 | (8 << 8) })],
		[Object.assign(new TypeError("cannot bind"), { code: "ERR_INVALID_ARG_TYPE" })],
		[new ChronosError("usage.invalid", "no")],
		["thrown text"],
	])("%s stays what it is", (error) => {
		expect(explainFailure(error, "x")).toBe(error);
		expect(() =>
			explained("x", () => {
				throw error;
			}),
		).toThrow(error);
	});
});
