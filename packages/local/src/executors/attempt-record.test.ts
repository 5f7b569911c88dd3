import { mkdirSync, utimesSync } from "node:fs";
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

describe("the time that an attempt took", () => {
	const endedAt = 1_700_000_000_000;
	it.each([
		["is what the clock says", { claimedAt: endedAt - 5000, upMs: 95_000 }, "up 100.01", 5000],
		[
			"is not what a clock says that was set forwards",
			{ claimedAt: endedAt - 86_405_000, upMs: 95_000 },
			"up 100.00",
			5000,
		],
		[
			"is not what a clock says that was set back",
			{ claimedAt: endedAt + 86_400_000, upMs: 95_000 },
			"up 100.00",
			5000,
		],
		["is what a clock says that was slewed", { claimedAt: endedAt - 10_001_000, upMs: 0 }, "up 10000.00", 10_001_000],
		["is never less than nothing", { claimedAt: endedAt + 5000, upMs: undefined }, "up ", 0],
	])("%s", (...[, claimed, up, durationMs]) => {
		using directory = tempDir({ ".exit": `0\n0m0s 0m0s\n0m0s 0m0s\n${up}\nend\n` });
		utimesSync(`${directory.path}/.exit`, endedAt / 1000, endedAt / 1000);
		const exit = readExit(directory.path, claimed);
		expect(exit).toMatchObject({ startedAt: endedAt - durationMs, endedAt });
	});
});

const began = { claimedAt: 5, upMs: undefined };

describe("a record", () => {
	it("that is whole is read", () => {
		using directory = tempDir({ ".claim": "n\nb\n12\nend\n", ".exit": "3\n0m0s 0m0s\n0m1.5s 0m0s\nend\n" });
		expect(readClaim(directory.path)).toMatchObject({ nonce: "n", bootId: "b", pid: 12 });
		expect(readExit(directory.path, began)).toMatchObject({ exitCode: 3, startedAt: 5, userMs: 1500, systemMs: 0 });
	});

	it.each(["", "n\n", "n\nb\n12\nend", "3\n"])("that is torn after %j is not believed", (text) => {
		using directory = tempDir({ ".claim": text, ".exit": text });
		expect(readClaim(directory.path)).toBe("torn");
		expect(readExit(directory.path, began)).toBeUndefined();
	});

	it("of a claim names the control groups of its attempt", () => {
		using directory = tempDir({ ".claim": "n\nb\n12\nup 3600.25\ngroup /m/chronos-job-n\ngroup /c d\nend\n" });
		expect(readClaim(directory.path)).toMatchObject({ upMs: 3_600_250, groups: ["/m/chronos-job-n", "/c d"] });
	});

	it.each([
		["a failure", 1, "out-of-memory"],
		["a kill", 137, "out-of-memory"],
		["a success in spite of it", 0, undefined],
	])("of %s tells the memory that was missing", (_, status, reason) => {
		using directory = tempDir({ ".exit": `${String(status)}\n0m0s 0m0s\n0m0s 0m0s\nup 5.00\noom\nend\n` });
		expect(readExit(directory.path, began)?.reason).toBe(reason);
	});

	it("that cannot be read is not believed to be missing", () => {
		using directory = tempDir();
		mkdirSync(`${directory.path}/.claim`);
		expect(readClaim(directory.path)).toBe("torn");
	});

	it("that is not there is undefined", () => {
		using directory = tempDir();
		expect([readClaim(directory.path), readExit(directory.path, began)]).toEqual([undefined, undefined]);
	});
});
