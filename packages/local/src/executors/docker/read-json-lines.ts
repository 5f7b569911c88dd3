/** One value for each line; what is no JSON, such as a last line that broke off, counts for nothing. */
export async function* readJsonLines<T>(
	chunks: AsyncIterable<Uint8Array>,
	parse: (line: string) => T,
): AsyncGenerator<T, void> {
	for await (const line of readLines(chunks)) {
		try {
			yield parse(line);
		} catch (error) {
			// What the reader throws into here is the reader's.
			if (!(error instanceof SyntaxError)) throw error;
		}
	}
}

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
	const decoder = new TextDecoder();
	let rest = "";
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
		rest = lines.pop() ?? "";
		yield* lines.filter((line) => line.trim() !== "");
	}
	if (rest.trim() !== "") yield rest;
}
