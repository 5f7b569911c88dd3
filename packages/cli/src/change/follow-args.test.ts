import { describe, expect, it } from "vitest";
import { followingOf } from "./follow-args.ts";

const nobody = { wait: false, watch: false, logs: false, timeout: undefined };

describe("following", () => {
	it.each([
		[{}, undefined],
		[{ wait: true }, { show: "fates" }],
		[{ watch: true, wait: true }, { show: "events" }],
		[{ logs: true, watch: true }, { show: "logs" }],
		[{ timeout: "10m" }, { show: "fates", timeoutMs: 600_000 }],
		[
			{ logs: true, timeout: "90s" },
			{ show: "logs", timeoutMs: 90_000 },
		],
	])("with %j is %j", (args, following) => {
		expect(followingOf({ ...nobody, ...args })).toEqual(following);
	});

	it("has no end that nobody understands", () => {
		expect(() => followingOf({ ...nobody, timeout: "soon" })).toThrow(
			expect.objectContaining({ code: "usage.invalid" }),
		);
	});
});
