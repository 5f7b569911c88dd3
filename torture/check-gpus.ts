import type { Evidence } from "./evidence.ts";
import { overlapsOf } from "./spans.ts";
import type { Violation } from "./violation.ts";

export const gpuChecks: readonly ((evidence: Evidence) => readonly Violation[])[] = [found, shared];

/** Whoever was given one found it, and nobody else did. */
function found({ proofs, runs }: Evidence): readonly Violation[] {
	return runs
		.flatMap(({ attempts }) => attempts)
		.flatMap(({ taskId, devices = [] }): readonly Violation[] => {
			const start = proofs.get(taskId)?.starts[0];
			if (start === undefined || (start.gpu === undefined) === (devices.length === 0)) return [];
			return [{ rule: "gpus-wrong", about: taskId, detail: `it found ${String(start.gpu)} of ${devices.join(", ")}` }];
		});
}

function shared({ proofs }: Evidence): readonly Violation[] {
	const byGpu = Map.groupBy(proofs.values(), ({ starts }) => starts[0]?.gpu ?? "");
	byGpu.delete("");
	return [...byGpu].flatMap(([gpu, users]) =>
		overlapsOf(users).map(([span, next]): Violation => {
			return { rule: "gpus-wrong", about: span.taskId, detail: `it had ${gpu} when ${next.taskId} got it` };
		}),
	);
}
