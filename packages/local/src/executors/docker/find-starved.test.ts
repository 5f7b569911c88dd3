import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { wasStarved } from "./find-starved.ts";

const id = "724a1f6eee65389e39dd946edffbaa7e65a8bdac9f0277f4efa15e71afef6a49";
const killed = (limit: string, task: string): string =>
	`4,1213,46351902803,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=libpod-${id},mems_allowed=0,oom_memcg=${limit},task_memcg=${task},task=sh,pid=16170,uid=0\n`;

async function starved(text: string): Promise<boolean> {
	using directory = tempDir();
	return await wasStarved(id, directory.write("kmsg", text));
}

describe("what the kernel says of a container", () => {
	it.each([
		["one at its own limit", killed(`/libpod_parent/libpod-${id}`, `/libpod_parent/libpod-${id}`), true],
		[
			"one that systemd keeps",
			killed(`/machine.slice/libpod-${id}.scope`, `/machine.slice/libpod-${id}.scope/container`),
			true,
		],
		[
			"one in the words of older kernels",
			`4,7,9,-;Task in /libpod_parent/libpod-${id} killed as a result of limit of /libpod_parent/libpod-${id}\n`,
			true,
		],
		["another one", killed("/libpod_parent/libpod-49de62", "/libpod_parent/libpod-49de62"), false],
		["one for want of memory of all", killed("/machine.slice", `/machine.slice/libpod-${id}.scope`), false],
		["nothing", "6,1,2,-;Linux version 6.1\n", false],
	])("is understood: %s", async (_, text, expected) => {
		expect(await starved(text)).toBe(expected);
	});

	it("is nothing where nobody may ask", async () => {
		expect(await wasStarved(id, "/nonexistent/kmsg")).toBe(false);
	});
});
