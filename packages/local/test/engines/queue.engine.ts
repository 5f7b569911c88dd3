import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setUp, startEngine, tempDir, type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { type ChildServer, childServer, openFilesOf, soon } from "../child-server.ts";

const atOnce = 4;
const [few, many] = [20, 200];
// Enough to see whether what was used for one is there for the next.
const enough = 40;

describe.each(["podman", "docker"] as const)("%s", (name) => {
	const whyNot = whyNoEngine(name);
	let engine: TestEngine;

	setUp(whyNot, async (open) => {
		engine = open.use(await startEngine(name));
	});

	it("a server is no bigger with two hundred containers in its queue", { timeout: 180_000 }, async () => {
		using folder = tempDir();
		await using server = await childServer({ engine: engine.host, cpus: atOnce / 10 });
		const queue = openQueue(server, engine, folder.path);
		await queue.hold();
		await queue.fill(few);
		const before = sizeOf(server);
		await queue.fill(many);
		const full = sizeOf(server);
		expect(full.threads).toBe(before.threads);
		expect(full.files).toBeLessThanOrEqual(before.files + slackFiles);
		expect(full.residentMb - before.residentMb).toBeLessThan(slackMb);
		const busy = await queue.drainTo(many - enough);
		expect(busy.threads).toBe(before.threads);
		expect(busy.files).toBeLessThanOrEqual(before.files + atOnce * filesPerStart);
		await queue.forget();
		expect(sizeOf(server).threads).toBe(before.threads);
		expect(sizeOf(server).files).toBeLessThanOrEqual(before.files + slackFiles);
	});
});

// A connection of the test's own, or one that is looked through at that moment.
const slackFiles = 4;
// Two connections and the files of its logs.
const filesPerStart = 4;
// A queued job takes some kilobytes; what the collector has yet to take is up to 20 MB, and a thread would be 8 MB.
const slackMb = 40;

interface Size {
	readonly threads: number;
	readonly files: number;
	readonly residentMb: number;
}

function sizeOf({ process: { pid }, residentMb }: ChildServer): Size {
	const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
	const threads = Number(/^Threads:\s+(\d+)/m.exec(status)?.[1]);
	return { threads, files: openFilesOf(pid), residentMb: residentMb() };
}

/** Jobs with containers, of which the first few keep all others waiting. */
function openQueue(server: ChildServer, { image }: TestEngine, folder: string) {
	const go = join(folder, "go");
	const container = {
		image,
		volumes: [{ containerPath: folder, hostPath: folder, mode: "RO" }],
		parameters: [{ key: "network", value: "none" }],
	};
	const put = async (name: string, command: string) => {
		const { status } = await server.put(name, command, { cpus: 0.1, mem: 32, container });
		expect(status).toBe(204);
	};
	const load = async () => {
		const { text } = await server.client.send("GET", "/local/v1/capacity");
		const { running, queue } = JSON.parse(text) as { readonly running: number; readonly queue: readonly unknown[] };
		return { running, queued: queue.length };
	};
	let made = 0;
	return {
		hold: async () => {
			const names = Array.from({ length: atOnce }, (_, index) => `holds-${String(index)}`);
			for (const name of names) await put(name, `until [ -e ${go} ]; do sleep 0.1; done`);
			for (const name of names) await soon(() => isSeen(server, name));
		},
		fill: async (count: number) => {
			for (; made < count; made += 1) await put(`waits-${String(made)}`, "true");
			expect(await load()).toEqual({ running: atOnce, queued: count });
		},
		/** Lets them run, and answers how big it was at most until so few were left. */
		drainTo: async (left: number): Promise<Size> => {
			writeFileSync(go, "");
			const sizes: Size[] = [];
			while ((await load()).queued > left) {
				sizes.push(sizeOf(server));
				await sleep(100);
			}
			const most = (of: keyof Size) => Math.max(...sizes.map((size) => size[of]));
			return { threads: most("threads"), files: most("files"), residentMb: most("residentMb") };
		},
		/** What waits need not run. */
		forget: async () => {
			for (let index = 0; index < made; index += 1) {
				await server.client.send("DELETE", `/v1/scheduler/job/waits-${String(index)}`);
			}
			await soon(async () => ((await load()).running === 0 ? true : undefined));
		},
	};
}

async function isSeen(server: ChildServer, name: string): Promise<true | undefined> {
	const { text } = await server.client.send("GET", `/local/v1/jobs/${name}/runs`);
	return text.includes('"startedAt"') ? true : undefined;
}
