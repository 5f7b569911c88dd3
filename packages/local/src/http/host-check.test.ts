import { describe, expect, it } from "vitest";
import { withHostCheck } from "./host-check.ts";

async function statusFor(host: string | undefined, names: readonly string[]): Promise<number> {
	const handler = withHostCheck(() => Promise.resolve({ status: 200, headers: {}, body: "" }), names);
	const { signal } = new AbortController();
	return (await handler({ method: "GET", target: "/", headers: { host }, body: new Uint8Array(), signal })).status;
}

describe("a server on a port", () => {
	it.each([
		["localhost:4400", ["127.0.0.1"], 200],
		["LOCALHOST.", ["127.0.0.1"], 200],
		["chronos.localhost", ["127.0.0.1"], 200],
		["127.0.0.1:1", ["127.0.0.1"], 200],
		["[::1]:4400", ["127.0.0.1"], 200],
		[undefined, ["127.0.0.1"], 200],
		["build-7", ["127.0.0.1", "build-7"], 200],
		["10.0.0.5:4400", ["0.0.0.0"], 200],
		["10.0.0.5:4400", ["127.0.0.1"], 421],
		["evil.example", ["127.0.0.1"], 421],
		["evil.example", ["0.0.0.0"], 421],
		["127.0.0.1.evil.example", ["127.0.0.1"], 421],
		["localhost.evil.example:4400", ["127.0.0.1"], 421],
		["", ["127.0.0.1"], 421],
	])("answers Host %s when it is known as %s with %s", async (host, names, status) => {
		expect(await statusFor(host, names)).toBe(status);
	});
});
