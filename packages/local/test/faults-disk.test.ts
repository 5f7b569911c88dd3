import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { type ChildServer, childServer, soon } from "./child-server.ts";

/** A disk of two MiB, where that can be had. */
function mountSmallDisk(path: string): Disposable | undefined {
	mkdirSync(path);
	if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", path]).status !== 0) return undefined;
	return { [Symbol.dispose]: () => void spawnSync("umount", ["--lazy", path]) };
}

/** Takes all the room that there is. */
function fill(file: string): void {
	const descriptor = openSync(file, "a");
	try {
		for (;;) writeFileSync(descriptor, Buffer.alloc(4096));
	} catch {
		closeSync(descriptor);
	}
}

const far = { schedule: "R/2100-01-01T00:00:00Z/P1D", description: "x".repeat(4000) };

async function namesIn({ client }: ChildServer): Promise<readonly string[]> {
	const { text } = await client.send("GET", "/v1/scheduler/jobs");
	return (JSON.parse(text) as readonly { readonly name: string }[]).map(({ name }) => name);
}

/** Submits jobs until one is not taken. */
async function submitUntilRefused({ put }: ChildServer) {
	const accepted: string[] = [];
	for (;;) {
		const name = `job-${String(accepted.length)}`;
		const answer = await put(name, "true", far);
		if (answer.status !== 204) return { accepted, answer };
		accepted.push(name);
	}
}

describe("a server whose disk is full", () => {
	it("refuses what it cannot store, loses nothing, and tells ends when there is room again", async ({ skip }) => {
		using directory = tempDir();
		const disk = join(directory.path, "disk");
		using mounted = mountSmallDisk(disk);
		if (mounted === undefined) return skip("only root can mount a small disk");
		await using server = await childServer({ directory: disk });
		const go = join(directory.path, "go");
		await server.put("early", `until [ -e ${go} ] || [ ! -d ${dirname(go)} ]; do sleep 0.02; done; exit 7`);
		await soon(() => existsSync(join(disk, "sandboxes/2-0/.claim")) || undefined);
		const ballast = join(disk, "ballast");
		writeFileSync(ballast, Buffer.alloc(1_200_000));
		const { accepted, answer } = await submitUntilRefused(server);
		fill(ballast);
		expect(answer).toMatchObject({ status: 507, text: expect.stringContaining("there is no room for the database") });
		expect(accepted.length).toBeGreaterThan(10);
		expect((await namesIn(server)).toSorted()).toEqual(["early", ...accepted].toSorted());
		writeFileSync(go, "");
		rmSync(ballast);
		expect(await server.settled("early")).toMatchObject([{ outcome: "failed", attempts: [{ end: { exitCode: 7 } }] }]);
		expect((await server.put("late", "true")).status).toBe(204);
	});

	it("says so when it cannot even start, and has everything when there is room again", async ({ skip }) => {
		using directory = tempDir();
		const disk = join(directory.path, "disk");
		using mounted = mountSmallDisk(disk);
		if (mounted === undefined) return skip("only root can mount a small disk");
		const ballast = join(disk, "ballast");
		const accepted = await untilKilled(disk, ballast);
		await expect(childServer({ directory: disk })).rejects.toThrow("there is no room for the database");
		rmSync(ballast);
		await using server = await childServer({ directory: disk });
		expect((await namesIn(server)).toSorted()).toEqual(accepted.toSorted());
	});
});

async function untilKilled(disk: string, ballast: string): Promise<readonly string[]> {
	await using server = await childServer({ directory: disk });
	writeFileSync(ballast, Buffer.alloc(1_200_000));
	const { accepted } = await submitUntilRefused(server);
	server.process.kill("SIGKILL");
	await server.process.ended;
	// What a killed server leaves is read from scratch: there has to be no room for that either.
	rmSync(join(disk, "chronos.db-shm"), { force: true });
	fill(ballast);
	return accepted;
}
