import { request } from "node:http";
import type { Readable } from "node:stream";

export interface EngineAnswer {
	readonly status: number;
	readonly text: string;
}

/** One call of the Engine API. */
export function askEngine(
	socketPath: string,
	[method, path, headers = {}]: readonly [method: string, path: string, headers?: Readonly<Record<string, string>>],
	body?: Readable,
): Promise<EngineAnswer> {
	return new Promise((resolve, reject) => {
		const asked = request({ socketPath, method, path, headers, agent: false }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on("data", (chunk: Buffer) => chunks.push(chunk));
			answer.once("error", reject);
			answer.once("end", () =>
				resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
			);
		});
		asked.once("error", reject);
		if (body === undefined) asked.end();
		else body.pipe(asked);
	});
}
