import type { Clock } from "@chronos-job/core";
import type { Processes } from "./processes.ts";

export interface DetectGpusOptions {
	readonly processes: Pick<Processes, "run">;
	readonly clock: Clock;
	readonly environment: { readonly PATH?: string | undefined; readonly CUDA_VISIBLE_DEVICES?: string | undefined };
	readonly signal?: AbortSignal | undefined;
}

/** The ids of the GPUs that this machine's driver tells of, and where they come from; a driver that hangs has none. */
export async function detectGpus({
	processes,
	clock,
	environment: { PATH = "", CUDA_VISIBLE_DEVICES: visible },
	signal,
}: DetectGpusOptions): Promise<{ readonly value: readonly string[]; readonly fact: string }> {
	const tooLate = new AbortController();
	const answered = new AbortController();
	void clock.sleep(mostMs, answered.signal).then(() => tooLate.abort());
	try {
		// The indices of nvidia-smi are not always those of CUDA, so that its ids are taken.
		const options = { cwd: "/", env: { PATH }, signal: AbortSignal.any([tooLate.signal, ...(signal ? [signal] : [])]) };
		const { exitCode, stdout, stderr } = await processes.run(["nvidia-smi", "-L"], options);
		if (exitCode !== 0) return { value: [], fact: `nvidia-smi: ${(stderr || stdout).trim().split("\n")[0] ?? ""}` };
		const all = parseGpuList(stdout);
		return { value: visibleOf(all, visible), fact: factOf(all.length, visible) };
	} catch {
		const isLate = tooLate.signal.aborted || signal?.aborted === true;
		return { value: [], fact: isLate ? "nvidia-smi does not answer" : "there is no nvidia-smi" };
	} finally {
		answered.abort();
	}
}

// A driver that has to wake its GPUs first takes a second or two.
const mostMs = 5000;

/** The ids in the lines of `nvidia-smi -L`; a GPU that is divided counts as its parts. */
export function parseGpuList(text: string): readonly string[] {
	const gpus: string[][] = [];
	for (const line of text.split("\n")) {
		const [, kind, id] = /^\s*(GPU|MIG)\b.*\(UUID:\s*([^)\s]+)\)/.exec(line) ?? [];
		if (id === undefined) continue;
		if (kind === "GPU") gpus.push([id]);
		else gpus.at(-1)?.push(id);
	}
	return gpus.flatMap(([gpu = "", ...parts]) => (parts.length === 0 ? [gpu] : parts));
}

/** What the variable leaves to the server: indices or beginnings of ids, up to the first that means nothing. */
export function visibleOf(ids: readonly string[], variable: string | undefined): readonly string[] {
	if (variable === undefined) return ids;
	const named = variable.split(",").map((word) => findGpu(ids, word.trim()));
	const end = named.indexOf(undefined);
	return [...new Set((end < 0 ? named : named.slice(0, end)).filter((id) => id !== undefined))];
}

function findGpu(ids: readonly string[], word: string): string | undefined {
	if (/^\d+$/.test(word)) return ids[Number(word)];
	return word === "" ? undefined : ids.find((id) => id.startsWith(word));
}

function factOf(count: number, visible: string | undefined): string {
	const told = `nvidia-smi tells of ${String(count)}`;
	return visible === undefined ? told : `${told}, CUDA_VISIBLE_DEVICES is "${visible}"`;
}
