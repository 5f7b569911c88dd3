export interface ServerSentEvent {
	readonly id: string | undefined;
	readonly type: string;
	readonly data: string;
}

/** The events of a stream, whatever pieces it comes in; what is broken off at its end is none. */
export async function* parseEventStream(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent, void> {
	const decoder = new TextDecoder();
	let rest = "";
	for await (const piece of pieces) {
		const text = rest + decoder.decode(piece, { stream: true });
		// The second half of a line break may come with the next piece.
		const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
		const blocks = whole.replaceAll(/\r\n?/g, "\n").split("\n\n");
		rest = (blocks.pop() ?? "") + text.slice(whole.length);
		for (const block of blocks) {
			const event = eventIn(block);
			if (event !== undefined) yield event;
		}
		if (rest.length > maxEventLength) throw new Error(`an event is longer than ${maxEventLength} characters`);
	}
}

const maxEventLength = 1024 * 1024;

/** Comments and what has no data are no events. */
function eventIn(block: string): ServerSentEvent | undefined {
	const fields = block.split("\n").map((line) => /^([^:]*)(?:: ?(.*))?$/s.exec(line));
	const valuesOf = (name: string): readonly string[] =>
		fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ""] : []));
	const data = valuesOf("data");
	if (data.length === 0) return undefined;
	return { id: valuesOf("id").at(-1), type: valuesOf("event").at(-1) ?? "message", data: data.join("\n") };
}
