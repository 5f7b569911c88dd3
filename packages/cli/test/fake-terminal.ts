import { PassThrough, Writable } from "node:stream";
import type { Terminal } from "../src/host.ts";
import { screenText } from "./screen-text.ts";

/** A terminal that remembers what was written, and on which nobody sits but the test. */
export interface FakeTerminal extends Terminal {
	/** Presses keys. */
	readonly type: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly send: (signal: NodeJS.Signals) => void;
	/** All that was written so far, sequences and all. */
	readonly written: () => string;
	/** Resolves with what is on the screen, once it has this in it. */
	readonly until: (wanted: string | RegExp) => Promise<string>;
	/** Resolves with all that was written, sequences and all, once it has this in it. */
	readonly untilWritten: (wanted: string | RegExp) => Promise<string>;
	readonly isRaw: () => boolean;
	readonly suspensions: () => number;
}

// Less than any test is given.
const patienceMs = 25_000;

export function fakeTerminal({ columns = 120, rows = 30 } = {}): FakeTerminal {
	let isRaw = false;
	let text = "";
	let suspensions = 0;
	const waiting = new Set<() => void>();
	const signals = new Map<string, Set<() => void>>();
	const setRawMode = (wanted: boolean): void => void (isRaw = wanted);
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode,
		ref: () => undefined,
		unref: () => undefined,
	});
	const stdout = Object.assign(
		new Writable({
			write(chunk, _encoding, done) {
				text += String(chunk);
				done();
				waiting.forEach((look) => look());
			},
		}),
		{ isTTY: true, columns, rows },
	);
	function untilSeen(wanted: string | RegExp, see: () => string): Promise<string> {
		return new Promise((resolve, reject) => {
			// What was there instead says more than a test that times out.
			const patience = setTimeout(() => reject(new Error(`${String(wanted)} is not in ${see()}`)), patienceMs).unref();
			function look(): void {
				const seen = see();
				if (typeof wanted === "string" ? !seen.includes(wanted) : !wanted.test(seen)) return;
				clearTimeout(patience);
				waiting.delete(look);
				resolve(seen);
			}
			waiting.add(look);
			look();
		});
	}
	return {
		stdin: stdin as unknown as NodeJS.ReadStream,
		stdout: stdout as unknown as NodeJS.WriteStream,
		listen(signal, listener) {
			const listeners = signals.get(signal) ?? new Set();
			signals.set(signal, listeners.add(listener));
			return { [Symbol.dispose]: () => void listeners.delete(listener) };
		},
		suspend: () => void (suspensions += 1),
		type: (keys) => void stdin.write(keys),
		resize(wide, high) {
			Object.assign(stdout, { columns: wide, rows: high });
			stdout.emit("resize");
		},
		send: (signal) => signals.get(signal)?.forEach((listener) => listener()),
		written: () => text,
		until: (wanted) => untilSeen(wanted, () => screenText(text, stdout.rows)),
		untilWritten: (wanted) => untilSeen(wanted, () => text),
		isRaw: () => isRaw,
		suspensions: () => suspensions,
	};
}
