import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ChronosError } from "@chronos-job/core";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { withLock } from "./with-lock.ts";

function lockIn(path: string, patienceMs = 60_000) {
	const explain = (pid: number) => new ChronosError("config.unwritable", `held by ${pid}`);
	return { path: `${path}/x.lock`, patienceMs, explain };
}

/** Somebody for whom waiting takes no time, and who hears of it. */
function hostIn(cwd: string, running: readonly number[] = [], onSleep?: () => void) {
	const pauses: number[] = [];
	async function sleep(ms: number): Promise<void> {
		pauses.push(ms);
		onSleep?.();
	}
	return { ...memoryHost({ cwd, isRunning: (pid) => running.includes(pid) }), sleep, pauses };
}

describe("a lock", () => {
	it("lets in one after the other", async () => {
		using dir = tempDir();
		const host = { ...hostIn(dir.path, [1000]), sleep: memoryHost({ cwd: dir.path }).sleep };
		let inside = 0;
		let most = 0;
		const act = async () => {
			inside += 1;
			most = Math.max(most, inside);
			await host.sleep(1);
			inside -= 1;
		};
		await Promise.all(Array.from({ length: 8 }, () => withLock(host, lockIn(dir.path), act)));
		expect(most).toBe(1);
		expect(existsSync(`${dir.path}/x.lock`)).toBe(false);
	});

	it("is gone after a failure as well", async () => {
		using dir = tempDir();
		const failing = withLock(hostIn(dir.path), lockIn(dir.path), () => Promise.reject(new Error("no")));
		await expect(failing).rejects.toThrow("no");
		expect(existsSync(`${dir.path}/x.lock`)).toBe(false);
	});

	it("of a program that has ended is taken over after a second", async () => {
		using dir = tempDir({ "x.lock": "77 abc\n" });
		const host = hostIn(dir.path);
		expect(await withLock(host, lockIn(dir.path), () => "done")).toBe("done");
		expect(host.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(1000);
	});

	it("that was never signed is taken over as well", async () => {
		using dir = tempDir({ "x.lock": "" });
		expect(await withLock(hostIn(dir.path), lockIn(dir.path), () => "done")).toBe("done");
	});

	it("of a program that goes on is waited for, and then told about", async () => {
		using dir = tempDir({ "x.lock": "77 abc\n" });
		const waiting = withLock(hostIn(dir.path, [77]), lockIn(dir.path), () => "done");
		await expect(waiting).rejects.toThrow("held by 77");
		expect(readFileSync(`${dir.path}/x.lock`, "utf8")).toBe("77 abc\n");
	});

	it("that passes from hand to hand is nobody's leftover", async () => {
		using dir = tempDir({ "x.lock": "77 0\n" });
		let turn = 0;
		const host = hostIn(dir.path, [], () => writeFileSync(`${dir.path}/x.lock`, `77 ${++turn}\n`));
		await expect(withLock(host, lockIn(dir.path, 3000), () => "done")).rejects.toThrow("held by 77");
	});

	it("that cannot be made keeps nobody from it", async () => {
		using dir = tempDir();
		const nowhere = { ...lockIn(dir.path), path: `${dir.path}/no/x.lock` };
		expect(await withLock(hostIn(dir.path), nowhere, () => "done")).toBe("done");
	});
});
