/** Writes at once; ends the program, quietly, where nobody reads any more. */
export function writeAll(process: NodeJS.Process, descriptor: number, text: string | Uint8Array): void {
	const fs = process.getBuiltinModule("node:fs");
	const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
	// `process.stdout` costs start-up time and is asynchronous on pipes; one-shot commands write and are done.
	for (let written = 0; written < bytes.length;) {
		try {
			written += fs.writeSync(descriptor, bytes, written);
		} catch (error) {
			if (!(error instanceof Error && "code" in error)) throw error;
			// oxlint-disable-next-line unicorn/no-process-exit -- An error would be written to nobody.
			if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
			if (error.code !== "EAGAIN") throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
		}
	}
}
