import type { Host } from "../host.ts";

/** What is asked in the terminal; Ctrl-C there is a wish to end. */
export function questionsOf(process: NodeJS.Process, interruption: AbortController): Pick<Host, "ask" | "askSecretly"> {
	return { ask: (question) => askOn({ output: process.stderr }, question), askSecretly };

	async function askSecretly(question: string): Promise<string> {
		process.stderr.write(question);
		const { Writable } = process.getBuiltinModule("node:stream");
		// What is typed is echoed by the reader of lines, into nowhere.
		const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
		try {
			return await askOn({ output: nowhere, terminal: true }, "");
		} finally {
			process.stderr.write("\n");
		}
	}

	async function askOn(way: { output: NodeJS.WritableStream; terminal?: true }, question: string): Promise<string> {
		const { createInterface } = await import("node:readline/promises");
		const lines = createInterface({ input: process.stdin, ...way });
		lines.on("SIGINT", () => interruption.abort());
		try {
			return await lines.question(question, { signal: interruption.signal });
		} finally {
			lines.close();
		}
	}
}
