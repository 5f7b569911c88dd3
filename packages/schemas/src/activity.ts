/** What a job is doing, as the summary's `state` says it (contract §6). */
export interface Activity {
	readonly phase: "idle" | "queued" | "running";
	/** How many runs; 0 next to `running` when the server knows of a start but of no run. */
	readonly running: number;
}

export function parseActivity(text: string): Activity | undefined {
	if (text === "idle" || text === "queued" || text === "running") return { phase: text, running: 0 };
	const [, running] = /^([1-9]\d*) running$/.exec(text) ?? [];
	return running === undefined ? undefined : { phase: "running", running: Number(running) };
}

export function formatActivity({ phase, running }: Activity): string {
	return phase === "running" && running > 0 ? `${running} running` : phase;
}
