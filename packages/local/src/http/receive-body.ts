import type { IncomingMessage } from "node:http";

/** The whole body; undefined when it is longer than allowed. */
export async function receiveBody(message: IncomingMessage, limitBytes: number): Promise<Uint8Array | undefined> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of message.iterator({ destroyOnReturn: false })) {
		const received = Buffer.from(chunk);
		bytes += received.length;
		// Most clients hear of a refusal only when they have said all, but not everybody may go on for ever.
		if (bytes > limitBytes * patience) return undefined;
		if (bytes <= limitBytes) chunks.push(received);
	}
	return bytes > limitBytes ? undefined : Buffer.concat(chunks);
}

const patience = 16;
