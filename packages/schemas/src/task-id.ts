/** The wire name of an attempt, `ct:<ms>:<attempt>:<job>:<arguments>` (contract §5.2). */
export interface TaskId {
	/** Epoch milliseconds. */
	readonly queuedAt: number;
	/** From 0. */
	readonly attempt: number;
	readonly job: string;
	readonly args: string;
}

const grammar = /^ct:(\d+):(\d+):([\w.-]+):?(.*)$/;

export function parseTaskId(text: string): TaskId | undefined {
	const [, queuedAt, attempt, job, args = ""] = grammar.exec(text) ?? [];
	if (job === undefined) return undefined;
	return { queuedAt: Number(queuedAt), attempt: Number(attempt), job, args };
}

export function formatTaskId({ queuedAt, attempt, job, args }: TaskId): string {
	// Chronos deletes every semicolon of the arguments and escapes nothing else.
	return `ct:${queuedAt}:${attempt}:${job}:${args.replaceAll(";", "")}`;
}
