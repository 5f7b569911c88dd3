/** The parts of the server's answers that are looked at, written down anew: the checks share nothing with the server. */
export interface JobView {
	readonly name: string;
	readonly description: string;
	readonly schedule?: string;
	readonly disabled: boolean;
	readonly successCount: number;
	readonly errorCount: number;
}

export interface RunView {
	readonly id: number;
	readonly job: string;
	readonly cause: "schedule" | "manual" | "parents";
	readonly dueAt?: number;
	readonly coversUntil?: number;
	readonly phase: string;
	readonly outcome?: string;
	readonly dropReason?: string;
	readonly attempts: readonly AttemptView[];
}

export interface AttemptView {
	readonly taskId: string;
	readonly number: number;
	readonly phase: string;
	readonly stopping?: string;
	readonly devices?: readonly string[];
	readonly end?: {
		readonly at: number;
		readonly outcome: string;
		readonly exitCode?: number;
		readonly signal?: string;
		readonly reason?: string;
	};
}

export interface EventView {
	readonly id: number;
	readonly type: string;
	readonly job: string;
	readonly runId?: number;
	readonly taskId?: string;
	readonly cause?: string;
	readonly attempt?: number;
	readonly outcome?: string;
	readonly because?: string;
}

/** Reads an answer; its times become milliseconds. */
export function parseWire(text: string): unknown {
	return JSON.parse(text, (key, value: unknown) =>
		times.has(key) && typeof value === "string" ? Date.parse(value) : value,
	);
}

const times: ReadonlySet<string> = new Set(["at", "dueAt", "coversUntil", "launchedAt"]);
