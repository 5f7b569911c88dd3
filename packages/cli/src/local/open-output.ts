import type { Session } from "../command/session.ts";
import { lastOf } from "./last-of.ts";

export interface OutputEvent {
	readonly type: "output";
	readonly stream: "stdout" | "stderr";
	readonly text: string;
	/** The same as it was written, which need not be text. */
	readonly bytes: Uint8Array;
}

/** What machines are told of it. */
export function outputOnWire({ type, stream, text }: OutputEvent): object {
	return { type, stream, text };
}

type Stream = OutputEvent["stream"];

export interface Output {
	readonly tell: (stream: Stream, bytes: Uint8Array) => void;
	/** What was told, or the end of it. */
	readonly text: () => Readonly<Record<Stream, string>>;
}

/** Tells what a program writes, also as texts in which no character is torn. */
export function openOutput({ emit }: Pick<Session<OutputEvent>, "emit">): Output {
	const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
	const kept = { stdout: lastOf(keptCharacters), stderr: lastOf(keptCharacters) };
	return {
		tell(stream, bytes) {
			const text = decoders[stream].decode(bytes, { stream: true });
			emit({ type: "output", stream, text, bytes });
			kept[stream] = kept[stream].add(text);
		},
		text: () => ({ stdout: kept.stdout.text, stderr: kept.stderr.text }),
	};
}

// Of a program that writes without end; `--output ndjson` gets all of it.
const keptCharacters = 4_194_304;
