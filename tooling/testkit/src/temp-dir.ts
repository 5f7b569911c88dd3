import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface TempDir extends Disposable {
	readonly path: string;
	write(name: string, text: string): string;
	read(name: string): string;
}

/** A folder of its own that is gone at the end of the block (`using dir = tempDir()`). */
export function tempDir(files: Readonly<Record<string, string>> = {}): TempDir {
	const path = mkdtempSync(join(tmpdir(), "chronos-job-"));
	function write(name: string, text: string): string {
		const file = join(path, name);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
		return file;
	}
	for (const [name, text] of Object.entries(files)) write(name, text);
	return {
		path,
		write,
		read: (name) => readFileSync(join(path, name), "utf8"),
		// What a test has started may write for a moment after it was ended.
		[Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
	};
}
