import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { hasCode } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import { random, type Random, tempDir } from "@chronos-job/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "../src/index.ts";
import type { Store } from "../src/stores/store.ts";

const child = fileURLToPath(new URL("commit-until-killed.ts", import.meta.url));

// Compiling costs a child three times what it does; only one that ends by itself remembers it for the others.
const cache = tempDir();
const command = [process.execPath, "--conditions=@chronos-job/source", child] as const;
const env = { ...process.env, NODE_COMPILE_CACHE: cache.path };
beforeAll(() => void spawnSync(command[0], [...command.slice(1), cache.path, "wait"], { env, input: "" }));
afterAll(() => cache[Symbol.dispose]());

function startChild(directory: string, ...args: readonly string[]): Child {
	const started = spawn(command[0], [...command.slice(1), directory, ...args], {
		env,
		stdio: ["pipe", "pipe", "inherit"],
	});
	const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
	return {
		say: (word) => void started.stdin.write(word),
		line: async () => String((await lines.next()).value),
		kill: async () => {
			started.kill("SIGKILL");
			await once(started, "close");
			const rest: string[] = [];
			for await (const line of { [Symbol.asyncIterator]: () => lines }) rest.push(line);
			return rest;
		},
	};
}

interface Child {
	say(word: string): void;
	line(): Promise<string>;
	/** Ends it at once; the lines that were still on their way. */
	kill(): Promise<readonly string[]>;
}

describe("a server that is killed", () => {
	it("has lost nothing that it said was stored, and nobody else came in meanwhile", async () => {
		expect.hasAssertions();
		await Promise.all([7, 8].map((seed) => killRepeatedly(random(seed), 5)));
	});
});

async function killRepeatedly(dice: Random, rounds: number): Promise<void> {
	using directory = tempDir();
	const open = () => openSqliteStore({ directory: directory.path });
	let acknowledged = 0;
	for (let round = 0; round < rounds; round++) {
		const server = startChild(directory.path);
		for (const word of ["ready", "open"]) expect(await server.line()).toBe(word);
		for (let count = 1 + dice.below(150); count > 0; count--) acknowledged = Number(await server.line());
		if (round === 0) expectRefusal(open);
		acknowledged = Number((await server.kill()).at(-1) ?? acknowledged);
		using store = open();
		expectAllOf(store, acknowledged);
	}
}

function expectRefusal(open: () => Store): void {
	expect(codeOf(open)).toBe("store.locked");
}

function expectAllOf(store: Store, acknowledged: number): void {
	const { lastId, lastEventId, jobs } = store.load();
	// What was under way when it was killed is there completely or not at all.
	expect(lastId - acknowledged).toBeOneOf([0, 1]);
	expect(lastEventId).toBe(lastId);
	const ids = Array.from({ length: lastId }, (_, index) => index + 1);
	expect(store.history.listEvents({ after: 0, limit: lastId + 1 }).map(({ id }) => id)).toEqual(ids);
	expect(jobs.map(({ id }) => id)).toEqual(ids.filter((id) => id % 3 !== 2 || id === lastId));
}

describe("two servers that start at once", () => {
	it("never both get the directory", async () => {
		for (let round = 0; round < 2; round++) {
			using directory = tempDir();
			const servers = [startChild(directory.path, "wait"), startChild(directory.path, "wait")];
			for (const server of servers) expect(await server.line()).toBe("ready");
			for (const server of servers) server.say("go");
			const answers = await Promise.all(servers.map((server) => server.line()));
			await Promise.all(servers.map((server) => server.kill()));
			expect(answers.toSorted()).toEqual(["open", "store.locked"]);
		}
	});
});

/** A disk of one MiB, where that can be had. */
function mountSmallDisk(path: string): boolean {
	mkdirSync(path);
	return spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", path]).status === 0;
}

describe("a disk that is full", () => {
	it("keeps what it holds, and takes more when there is room again", ({ skip }) => {
		using directory = tempDir();
		const disk = join(directory.path, "disk");
		if (!mountSmallDisk(disk)) return skip("only root can mount a small disk");
		try {
			const ballast = join(disk, "ballast");
			writeFileSync(ballast, Buffer.alloc(300_000));
			using store = openSqliteStore({ directory: disk });
			const put = (id: number) => {
				const job = Job.parse({
					name: `job-${String(id)}`,
					command: "true",
					schedule: "R//PT1M",
					description: "x".repeat(9000),
				});
				store.commit([
					{ type: "job.save", record: { id, job, version: 1, edges: new Map(), lastStamp: 0, lastRetryStamp: 0 } },
				]);
				return id;
			};
			let stored = 0;
			const fill = () => {
				for (;;) stored = put(stored + 1);
			};
			for (const limit of [1, 2]) {
				expect([limit, codeOf(fill)]).toEqual([limit, "store.full"]);
				expect(stored).toBeGreaterThan(5);
				expect(store.load().jobs.map(({ id }) => id)).toEqual(Array.from({ length: stored }, (_, index) => index + 1));
			}
			rmSync(ballast);
			for (let more = 0; more < 5; more++) stored = put(stored + 1);
			expect(store.load().lastId).toBe(stored);
		} finally {
			spawnSync("umount", ["-l", disk]);
		}
	});
});

function codeOf(work: () => unknown): string | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		return (["store.locked", "store.full"] as const).find((code) => hasCode(error, code)) ?? String(error);
	}
}
