import { memoryHost, tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { inTime } from "./in-time.ts";

const client = { target: { name: "site", urls: [] } };

/** Whatever is slept for passes at once, after what is already under way. */
function sessionThat(hasAnswered: boolean) {
	using dir = tempDir();
	const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
	return { host: { ...memoryHost({ cwd: dir.path }), sleep }, hasAnswered: () => hasAnswered };
}

const later = () => new Promise<string>((resolve) => setImmediate(() => setImmediate(() => resolve("told"))));

it("a server that has said nothing when the time is up is given up", async () => {
	await expect(inTime(sessionThat(false), { client, timeoutMs: 2000 }, later)).rejects.toMatchObject({
		code: "wait.timeout",
		message: "site has not answered after 2s",
	});
});

it.each<[string, boolean, number | undefined]>([
	["that answers, but slowly", true, 2000],
	["without a limit", false, undefined],
])("a server %s is waited for", async (_, hasAnswered, timeoutMs) => {
	expect(await inTime(sessionThat(hasAnswered), { client, timeoutMs }, later)).toBe("told");
});

it("what goes wrong in time is told as it is", async () => {
	const failing = () => Promise.reject(new Error("no"));
	await expect(inTime(sessionThat(false), { client, timeoutMs: 2000 }, failing)).rejects.toThrow("no");
});
