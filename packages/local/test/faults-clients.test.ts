import { connect, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { inLanes } from "../../../bench/timing.ts";
import { memoryStore, scriptedExecutor, startLocal } from "../src/index.ts";
import type { Store } from "../src/stores/store.ts";
import { childServer, soon } from "./child-server.ts";

const far = { schedule: "R/2100-01-01T00:00:00Z/P1D" };

interface Client extends Disposable {
	readonly socket: Socket;
	/** How much it has read, and the last of that. */
	readonly heard: { length: number; last: string };
}

/** A client that says something and then nothing; it reads unless it is told not to. */
function openClient(socketPath: string, said: string, reads = true): Client {
	const socket = connect(socketPath).on("error", () => undefined);
	const heard = { length: 0, last: "" };
	if (reads) {
		socket.setEncoding("utf8").on("data", (chunk) => {
			const text = String(chunk);
			heard.length += text.length;
			heard.last = (heard.last + text).slice(-1000);
		});
	} else socket.pause();
	socket.write(said);
	return { socket, heard, [Symbol.dispose]: () => void socket.destroy() };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

describe("a burst of submits over 128 connections", () => {
	it("is acknowledged submit by submit, each of them stored once", async () => {
		await using server = await childServer();
		const statuses = new Map<number | string, number>();
		await inLanes({ times: 2000, lanes: 128 }, async (index) => {
			const answer = await server
				.put(`job-${String(index)}`, "true", far)
				.catch((error: Error) => ({ status: error.message }));
			statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
		});
		expect([...statuses]).toEqual([[204, 2000]]);
		const { text } = await server.client.send("GET", "/v1/scheduler/jobs");
		const names = (JSON.parse(text) as { name: string }[]).map(({ name }) => name);
		expect([names.length, new Set(names).size]).toEqual([2000, 2000]);
		const { text: version } = await server.client.send("GET", "/local/v1");
		expect((JSON.parse(version) as { lastEventId: number }).lastEventId).toBe(2000);
	});
});

describe("a client that never reads", () => {
	it("is told no more of the events than fits into its connection", async () => {
		using place = tempDir();
		const store = memoryStore();
		const at = new Date().getTime();
		const job = "x".repeat(500);
		const count = 15_000;
		store.commit(
			Array.from({ length: count }, (_, index) => ({
				type: "event.append",
				event: { id: index + 1, at, event: { type: "job.created", job } },
			})),
		);
		const told = { events: 0 };
		const socketPath = join(place.path, "s");
		await using _server = await startLocal({
			store: counting(store, told),
			executor: scriptedExecutor({}),
			listen: { socketPath },
		});
		using _deaf = openClient(socketPath, get("/local/v1/events?after=0"), false);
		const stood = await stands(() => told.events);
		expect(stood).toBeGreaterThan(0);
		expect(stood).toBeLessThan(count / 4);
		using hearing = openClient(socketPath, get("/local/v1/events?after=0"));
		await soon(() => hearing.heard.last.includes(`id: ${String(count)}\n`) || undefined);
		expect(told.events).toBe(stood + count);
	});
});

/** Counts the events that are read from a store. */
function counting(store: Store, told: { events: number }): Store {
	return {
		...store,
		id: store.id,
		history: {
			...store.history,
			listEvents: (query) => {
				const events = store.history.listEvents(query);
				told.events += events.length;
				return events;
			},
		},
	};
}

/** A number once it no longer changes. */
async function stands(look: () => number): Promise<number> {
	for (let last = -1; ;) {
		const now = look();
		if (now === last && now > 0) return now;
		last = now;
		await sleep(100);
	}
}

describe("many readers of one log", () => {
	it("all get all of it, and cost the server little", async () => {
		await using server = await childServer();
		const go = join(server.directory, "go");
		await server.put(
			"writer",
			`until [ -e ${go} ] || [ ! -d ${dirname(go)} ]; do sleep 0.02; done; yes 0123456789abcde | head -c 400000; echo; echo over`,
		);
		await soon(async () => (await server.runsOf("writer"))[0]?.attempts[0]);
		const before = server.residentMb();
		const path = "/local/v1/jobs/writer/logs/stdout?follow=true";
		const readers = Array.from({ length: 100 }, () => openClient(server.socketPath, get(path)));
		try {
			await soon(() => readers.every(({ heard }) => heard.length > 0) || undefined);
			await server.put("gate", `touch ${go}`);
			await soon(() => readers.every(({ heard }) => heard.last.includes("\nover\n")) || undefined);
			expect(Math.min(...readers.map(({ heard }) => heard.length))).toBeGreaterThan(400_000);
			expect(server.residentMb() - before).toBeLessThan(150);
		} finally {
			for (const reader of readers) reader[Symbol.dispose]();
		}
	});
});

describe("garbage", () => {
	it("does not keep the server from its work", async () => {
		await using server = await childServer();
		const { socketPath, client } = server;
		const idle = Array.from({ length: 2000 }, () => openClient(socketPath, ""));
		const lost = () => idle.filter(({ socket }) => socket.destroyed).length;
		try {
			// Those that are too many are put down again at once.
			await soon(() => lost() >= 2000 - 1024 || undefined);
			for (const one of idle) one[Symbol.dispose]();
			expect(await soon(async () => (await client.send("GET", "/ping").catch(() => undefined))?.status)).toBe(200);
		} finally {
			for (const one of idle) one[Symbol.dispose]();
		}
		const said = [
			"\0\0\0\0",
			"GET",
			get("/x").slice(0, -2),
			"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1",
			"GET / HTTP/9.9\r\n\r\n",
		];
		const halves = said.map((text) => openClient(socketPath, text));
		const large = await client.send("POST", "/v1/scheduler/iso8601", { name: "large", command: "x".repeat(2 ** 20) });
		expect(large).toMatchObject({ status: 413, text: expect.stringContaining('"message":') });
		expect((await server.put("small", "true")).status).toBe(204);
		expect(await server.settled("small")).toMatchObject([{ outcome: "succeeded" }]);
		for (const half of halves) half[Symbol.dispose]();
		expect(server.log()).toBe("");
	});
});
