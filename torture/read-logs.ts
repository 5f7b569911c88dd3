import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunView } from "./wire.ts";

/** What one attempt said. */
export interface Said {
	readonly stdout: string;
	readonly stderr: string;
}

/** The logs of all attempts, from where the server keeps them. */
export function readLogs(stateDirectory: string, runs: readonly RunView[]): ReadonlyMap<string, Said> {
	const all = runs.flatMap(({ id, attempts }) =>
		attempts.map(({ number, taskId }): readonly [string, Said] => {
			const folder = join(stateDirectory, "sandboxes", `${String(id)}-${String(number)}`);
			return [taskId, { stdout: read(join(folder, "stdout")), stderr: read(join(folder, "stderr")) }];
		}),
	);
	return new Map(all);
}

/** One that never began has said nothing. */
function read(file: string): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}
