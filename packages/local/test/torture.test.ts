import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../../torture/run.ts", import.meta.url));

interface Finished {
	readonly exitCode: number | null;
	readonly output: string;
	/** The promises that were broken. */
	readonly broken: readonly string[];
}

async function torture(...args: readonly string[]): Promise<Finished> {
	const child = spawn(process.execPath, ["--conditions=@chronos-job/source", program, ...args], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	try {
		const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, "exit")]);
		const broken = output.split("\n").flatMap((line) => /^MISS +\d+ +(.*)$/.exec(line)?.[1] ?? []);
		const [, kept] = /the evidence is in (\S+)/.exec(output) ?? [];
		if (exitCode === 1 && kept !== undefined && args.includes("--sabotage")) rmSync(kept, { recursive: true });
		return { exitCode: Number(exitCode), output, broken };
	} finally {
		child.kill("SIGKILL");
	}
}

describe("a server that is killed thirty times under load", () => {
	it("loses, doubles, invents and leaves behind nothing", { timeout: 300_000 }, async () => {
		const { exitCode, output } = await torture("--rounds", "30", "--seed", "7");
		expect(output).not.toContain("MISS");
		expect(exitCode).toBe(0);
	});
});

describe("a server that breaks a promise is caught when it", () => {
	it.each([
		["answers before the disk has it", "answers-early", "accepted jobs lost"],
		["launches again what it had launched", "launches-again", "attempts that ran twice"],
	])("%s", { timeout: 60_000 }, async (_, sabotage, promise) => {
		const { exitCode, broken } = await torture("--rounds", "4", "--seed", "3", "--sabotage", sabotage);
		expect(broken).toContain(promise);
		expect(exitCode).toBe(1);
	});
});
