import { open } from "node:fs/promises";
import type { AttemptEnd, Sandbox } from "../executor.ts";

/** Adds what Apptainer itself has said of a program or an image that it could not run. */
export async function explainEnd(end: AttemptEnd, { stderrFile }: Sandbox): Promise<AttemptEnd> {
	if (end.kind !== "exited" || end.exitCode !== refused) return end;
	const detail = fatalIn(await readEnd(stderrFile));
	return detail === undefined ? end : { ...end, detail };
}

const refused = 255;

function fatalIn(text: string): string | undefined {
	const line = text.trimEnd().split("\n").at(-1) ?? "";
	return /^FATAL:\s+(.+)$/.exec(line)?.[1];
}

async function readEnd(file: string): Promise<string> {
	try {
		await using handle = await open(file);
		const { size } = await handle.stat();
		const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(most), position: Math.max(0, size - most) });
		return buffer.subarray(0, bytesRead).toString("utf8");
	} catch {
		return "";
	}
}

const most = 4096;
