import { Socket } from "node:net";

type Done = (error?: Error | null) => void;

/** A connection that is read to its end, also when the other side has stopped reading before. */
export class PatientSocket extends Socket {
	override _write(chunk: unknown, encoding: BufferEncoding, done: Done): void {
		super._write(chunk, encoding, patient(done));
	}

	override _writev(chunks: { readonly chunk: unknown; readonly encoding: BufferEncoding }[], done: Done): void {
		super._writev?.(chunks, patient(done));
	}
}

// A failure to write would close the connection, and what is still to be read would be lost.
function patient(done: Done): Done {
	return (error) => done(error instanceof Error && "code" in error && hungUp.has(error.code) ? undefined : error);
}

const hungUp: ReadonlySet<unknown> = new Set(["EPIPE", "ECONNRESET"]);
