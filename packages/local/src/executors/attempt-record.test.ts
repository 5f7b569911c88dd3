import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { parseStatus, parseTimes, readClaim, readExit } from "./attempt-record.ts";

describe("the status of a shell", () => {
	it.each([
		[0, { exitCode: 0 }],
		[1, { exitCode: 1 }],
		[127, { exitCode: 127 }],
		[128, { exitCode: 128 }],
		[130, { signal: "SIGINT" }],
		[137, { signal: "SIGKILL" }],
		[143, { signal: "SIGTERM" }],
		[255, { exitCode: 255 }],
	])("%i is told as it is", (status, expected) => {
		expect(parseStatus(status)).toEqual(expected);
	});
});

it.each([
	["0m0.000000s 0m0.000000s", [0, 0]],
	["1m2.500000s 0m0.010000s", [62_500, 10]],
	["0m0.25s 10m0.00s", [250, 600_000]],
	["", [0, 0]],
])("the times %s are milliseconds", (line, expected) => {
	expect(parseTimes(line)).toEqual(expected);
});

describe("a record", () => {
	it("that is whole is read", () => {
		using directory = tempDir({ ".claim": "n\nb\n12\nend\n", ".exit": "3\n0m0s 0m0s\n0m1.5s 0m0s\nend\n" });
		expect(readClaim(directory.path)).toMatchObject({ nonce: "n", bootId: "b", pid: 12 });
		expect(readExit(directory.path, 5)).toMatchObject({ exitCode: 3, startedAt: 5, userMs: 1500, systemMs: 0 });
	});

	it.each(["", "n\n", "n\nb\n12\nend", "3\n"])("that is torn after %j is not believed", (text) => {
		using directory = tempDir({ ".claim": text, ".exit": text });
		expect(readClaim(directory.path)).toBe("torn");
		expect(readExit(directory.path, 5)).toBeUndefined();
	});

	it("that is not there is undefined", () => {
		using directory = tempDir();
		expect([readClaim(directory.path), readExit(directory.path, 5)]).toEqual([undefined, undefined]);
	});
});
