import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { childServer, openFilesOf, soon } from "./child-server.ts";

describe("a server that may open no more files", () => {
	it("waits with launches and says why, tells the ends of what runs, and goes on when there are some again", async () => {
		await using server = await childServer({ openFiles: 48 });
		const { client, put } = server;
		await put("long", "sleep 0.7; exit 5");
		const sockets: Socket[] = [];
		const knock = async (): Promise<true | undefined> => {
			const socket = connect(server.socketPath).on("error", () => undefined);
			sockets.push(socket);
			await once(socket, "connect");
			// The last one is taken and put down again.
			return openFilesOf(server.process.pid) >= 48 ? true : undefined;
		};
		await soon(knock);
		await client.send("POST", "/v1/scheduler/iso8601", {
			name: "starved",
			command: "true",
			schedule: "R1//PT1H",
			retries: 0,
		});
		const why = await soon(async () => {
			const { text } = await client.send("GET", "/local/v1/jobs/starved/why");
			return text.includes("EMFILE") ? text : undefined;
		});
		expect(why).toContain(`"executor-unavailable"`);
		for (const socket of sockets) socket.destroy();
		expect(await server.settled("starved")).toMatchObject([{ outcome: "succeeded", attempts: [{ number: 0 }] }]);
		expect(await server.settled("long")).toMatchObject([{ outcome: "failed", attempts: [{ end: { exitCode: 5 } }] }]);
	});
});

describe("a server that stood still for a while", () => {
	it("starts what came due once, and tells when attempts really ended", async () => {
		await using server = await childServer();
		const { put, process } = server;
		await put("every", "true", { schedule: "R//PT1S" });
		const begun = join(server.directory, "begun");
		await put("short", `touch ${begun}; sleep 0.3; exit 4`);
		await soon(() => existsSync(begun) || undefined);
		process.kill("SIGSTOP");
		const stoppedAt = new Date().getTime();
		await sleep(1300);
		process.kill("SIGCONT");
		const continuedAt = new Date().getTime();
		const [short] = await server.settled("short");
		expect(short).toMatchObject({ outcome: "failed", attempts: [{ end: { exitCode: 4 } }] });
		expect((short?.attempts[0]?.end?.at ?? 0) - stoppedAt).toBeLessThan(1000);
		const runs = await server.settled("every", 2);
		const late = runs.filter(
			({ dueAt = 0, attempts: [attempt] }) => dueAt < continuedAt && (attempt?.launchedAt ?? 0) >= continuedAt - 5,
		);
		expect(late).toHaveLength(1);
		// Each goes on where the one before has ended, so that none is missed and none is doubled.
		expect(runs.slice(1).map(({ dueAt }) => dueAt)).toEqual(runs.slice(0, -1).map(({ coversUntil }) => coversUntil));
	});
});
