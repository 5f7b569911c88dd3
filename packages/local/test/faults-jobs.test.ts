import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { childServer, soon } from "./child-server.ts";

describe("a job that prints fifty megabytes", () => {
	it("costs the server nothing, and leaves head and tail of its log with a line about the rest", async () => {
		const maxLogBytes = 100_000;
		await using server = await childServer({ maxLogBytes });
		const before = server.residentMb();
		let most = before;
		await server.put("flood", "echo first; yes | head -c 50000000; echo last");
		const reading = new AbortController();
		let followed = 0;
		await server.client.follow("/local/v1/jobs/flood/logs/stdout?follow=true", (text) => (followed += text.length));
		const watching = soon(() => {
			most = Math.max(most, server.residentMb());
			return reading.signal.aborted || undefined;
		});
		const [run] = await server.settled("flood");
		reading.abort();
		await watching;
		expect(run?.outcome).toBe("succeeded");
		const { text } = await server.client.send("GET", "/local/v1/jobs/flood/logs/stdout");
		expect(text.startsWith("first\ny\n")).toBe(true);
		expect(text.endsWith("y\nlast\n")).toBe(true);
		expect(text).toContain("\n[chronos-job: 49900011 bytes dropped here]\n");
		expect(text.length).toBeLessThan(maxLogBytes + 100);
		expect(followed).toBeGreaterThan(maxLogBytes / 2);
		expect(most - before).toBeLessThan(60);
	});
});

function pidIn(file: string): number | undefined {
	const text = existsSync(file) ? readFileSync(file, "utf8") : "";
	return text.endsWith("\n") ? Number(text) : undefined;
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

describe("a daemon that left the session of its job", () => {
	it("is killed with it", async () => {
		await using server = await childServer();
		const file = join(server.directory, "pid");
		await server.put("parent", `setsid sh -c 'echo $$ >${file}; exec sleep 60' & sleep 60`);
		const pid = await soon(() => pidIn(file));
		await server.client.send("DELETE", "/v1/scheduler/task/kill/parent");
		expect(await server.settled("parent")).toMatchObject([{ outcome: "killed" }]);
		expect(await soon(() => !isAlive(pid) || undefined)).toBe(true);
	});

	it("ends when its job has ended, which does not wait for it", async () => {
		await using server = await childServer();
		const file = join(server.directory, "pid");
		await server.put("parent", `setsid sh -c 'echo $$ >${file}; exec sleep 60' & until [ -s ${file} ]; do :; done`);
		expect(await server.settled("parent")).toMatchObject([{ outcome: "succeeded" }]);
		const pid = await soon(() => pidIn(file));
		expect(await soon(() => !isAlive(pid) || undefined)).toBe(true);
	});
});
