export interface LogBytes {
	readonly stdout: readonly Uint8Array[];
	readonly stderr: readonly Uint8Array[];
}

/** Takes the frames of both outputs apart: a byte for the output, three of nothing, four for the length, then the text. */
export async function* demuxLogs(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LogBytes, void> {
	const state: Demux = { header: Buffer.alloc(headerBytes), headerFilled: 0, left: 0, isStderr: false };
	for await (const chunk of chunks) {
		const parts = { stdout: [], stderr: [] };
		takeApart(state, chunk, parts);
		if (parts.stdout.length > 0 || parts.stderr.length > 0) yield parts;
	}
}

const headerBytes = 8;

interface Demux {
	readonly header: Buffer;
	headerFilled: number;
	/** Bytes of the frame that are yet to come. */
	left: number;
	isStderr: boolean;
}

interface Parts {
	readonly stdout: Uint8Array[];
	readonly stderr: Uint8Array[];
}

function takeApart(state: Demux, chunk: Uint8Array, parts: Parts): void {
	let at = 0;
	while (at < chunk.length) {
		at += state.left > 0 ? takeText(state, chunk.subarray(at), parts) : takeHeader(state, chunk.subarray(at));
	}
}

function takeText(state: Demux, rest: Uint8Array, { stdout, stderr }: Parts): number {
	const text = rest.subarray(0, state.left);
	(state.isStderr ? stderr : stdout).push(text);
	state.left -= text.length;
	return text.length;
}

function takeHeader(state: Demux, rest: Uint8Array): number {
	const taken = rest.subarray(0, headerBytes - state.headerFilled);
	state.header.set(taken, state.headerFilled);
	state.headerFilled += taken.length;
	if (state.headerFilled < headerBytes) return taken.length;
	state.headerFilled = 0;
	state.left = state.header.readUInt32BE(4);
	state.isStderr = state.header[0] === stderrMark;
	return taken.length;
}

const stderrMark = 2;
