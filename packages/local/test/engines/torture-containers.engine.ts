import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { whyNoEngine } from "@chronos-job/testkit";
import { beforeEach, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../../../torture/containers.ts", import.meta.url));

async function torture(...args: readonly string[]) {
	const child = spawn(process.execPath, ["--conditions=@chronos-job/source", program, ...args], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, "exit")]);
	const broken = output.split("\n").flatMap((line) => /^MISS +\d+ +(.*)$/.exec(line)?.[1] ?? []);
	const [, kept] = /the evidence is in (\S+)/.exec(output) ?? [];
	if (kept !== undefined && args.includes("--sabotage")) rmSync(kept, { recursive: true });
	return { exitCode: Number(exitCode), output, broken };
}

describe.each(["podman", "docker"] as const)("a server with jobs in %s", (name) => {
	const whyNot = whyNoEngine(name);
	beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

	it("that is killed again and again loses, doubles and leaves behind nothing", { timeout: 300_000 }, async () => {
		const { exitCode, output } = await torture("5", "--engine", name, "--seed", "7");
		expect(output).not.toContain("MISS");
		expect(exitCode).toBe(0);
	});
});

describe("a server that starts containers once more", () => {
	const whyNot = whyNoEngine("docker");
	beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

	it("is caught", { timeout: 300_000 }, async () => {
		const { exitCode, broken } = await torture(
			"6",
			"--engine",
			"docker",
			"--seed",
			"3",
			"--sabotage",
			"launches-again",
		);
		expect(broken).toContain("attempts that ran twice");
		expect(exitCode).toBe(1);
	});
});
