import { spawn } from "node:child_process";
import { once } from "node:events";
import { systemClock } from "@chronos-job/core";
import { expect, it } from "vitest";
import { commandLineOf } from "../src/executors/process-table.ts";
import { awaitFirstProcess } from "../src/executors/docker/await-first-process.ts";

it.each(["runc", "/usr/bin/crun"])("waits while the process of a container is still %s", async (argv0) => {
	const child = spawn("/bin/sh", ["-c", "read -r go; exec sleep 60"], { argv0, stdio: ["pipe", "ignore", "ignore"] });
	await once(child, "spawn");
	const looks: number[] = [];
	const clock = {
		...systemClock,
		sleep: async (ms: number) => {
			if (looks.push(ms) === 3) child.stdin.write("\n");
			await systemClock.sleep(ms);
		},
	};
	const client = { findContainer: async () => ({ State: { Pid: child.pid ?? 0 } }) };
	await awaitFirstProcess({ client, id: "x", clock });
	expect(looks.length).toBeGreaterThanOrEqual(3);
	expect((await commandLineOf(child.pid ?? 0))[0]).toBe("sleep");
	child.kill();
	await once(child, "exit");
});

it.each([
	["a container that is gone", undefined],
	["one that has ended", { State: { Pid: 0 } }],
	["a process that is none of the runtime's", { State: { Pid: process.pid } }],
])("does not wait for %s", async (_, reply) => {
	const clock = { ...systemClock, sleep: () => Promise.reject(new Error("waited")) };
	await expect(
		awaitFirstProcess({ client: { findContainer: async () => reply }, id: "x", clock }),
	).resolves.toBeUndefined();
});
