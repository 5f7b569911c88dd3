import { describe, expect, it } from "vitest";
import type { LogChunk } from "../../sandbox/read-log.ts";
import { partLines } from "./podman-log.ts";

const at = "2026-11-22T03:00:00.123456789+00:00";
const file = [
	`${at} stdout F one\n`,
	`${at} stderr F wrong F P stdout\n`,
	`${at} stdout P a very long `,
	`\n${at} stdout F line\n`,
	`${at} stdout F \n`,
	`${at} stdout P the end\n`,
].join("");
const said = { stdout: "one\na very long line\n\nthe end", stderr: "wrong F P stdout\n" };

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<LogChunk, void> {
	for (let offset = 0; offset < bytes.length; offset += size) {
		yield await Promise.resolve({ offset, bytes: bytes.subarray(offset, offset + size) });
	}
}

async function saidIn(chunks: AsyncIterable<LogChunk>): Promise<{ readonly stdout: Buffer; readonly stderr: Buffer }> {
	const all: Record<"stdout" | "stderr", Uint8Array[]> = { stdout: [], stderr: [] };
	for await (const { stdout, stderr } of partLines(chunks)) {
		all.stdout.push(...stdout);
		all.stderr.push(...stderr);
	}
	return { stdout: Buffer.concat(all.stdout), stderr: Buffer.concat(all.stderr) };
}

describe("what a container of Podman said", () => {
	it.each([1, 2, 7, 40, 1000])("is taken from its file, %i bytes at a time", async (size) => {
		const { stdout, stderr } = await saidIn(chunksOf(Buffer.from(file), size));
		expect({ stdout: stdout.toString(), stderr: stderr.toString() }).toEqual(said);
	});

	it("is what it was, byte for byte", async () => {
		const odd = Buffer.from([0, 255, 254, 13, 32, 195]);
		const bytes = Buffer.concat([Buffer.from(`${at} stdout F `), odd, Buffer.from("\n")]);
		expect((await saidIn(chunksOf(bytes, 3))).stdout).toEqual(Buffer.concat([odd, Buffer.from("\n")]));
	});

	it("goes on with a line where the file was begun anew", async () => {
		const line = Buffer.from(`${at} stdout F again\n`);
		async function* chunks(): AsyncGenerator<LogChunk, void> {
			yield await Promise.resolve({ offset: 0, bytes: Buffer.from(`${at} stdout F cut`) });
			yield { offset: 0, bytes: line };
		}
		expect((await saidIn(chunks())).stdout.toString()).toBe("cutagain\n");
	});
});
