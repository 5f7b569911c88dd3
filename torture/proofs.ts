/** What attempts wrote about themselves. */
export interface Proof {
	readonly taskId: string;
	readonly starts: readonly Start[];
	readonly ends: readonly End[];
}

export interface Start {
	readonly pid: number;
	readonly upMs: number;
	/** What it found of GPUs, if anything. */
	readonly gpu?: string | undefined;
}

export interface End {
	readonly exitCode: number;
	readonly upMs: number;
}

/** By task id; throws where a line is no proof. */
export function parseProofs(text: string): ReadonlyMap<string, Proof> {
	const proofs = new Map<string, { taskId: string; starts: Start[]; ends: End[] }>();
	for (const line of text.split("\n").slice(0, -1)) {
		const [, taskId, word, number, up, given = ""] =
			/^(ct:\S+) (start|end) (\d+) ([\d.]+)(?: (\S*))?$/.exec(line) ?? [];
		if (taskId === undefined) throw new Error(`the file of proofs has a line that is none: ${line}`);
		const proof = proofs.get(taskId) ?? { taskId, starts: [], ends: [] };
		proofs.set(taskId, proof);
		const upMs = Math.round(Number(up) * 1000);
		if (word === "start") proof.starts.push({ pid: Number(number), upMs, gpu: nothing.has(given) ? undefined : given });
		else proof.ends.push({ exitCode: Number(number), upMs });
	}
	return proofs;
}

// Who has none must not see those of others.
const nothing: ReadonlySet<string> = new Set(["", "void"]);
