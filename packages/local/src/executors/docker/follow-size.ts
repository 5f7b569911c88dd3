import type { Clock } from "@chronos-job/core";
import type { ExecTerminal } from "../exec-process.ts";
import { callEngine, readText } from "./call-engine.ts";
import type { Endpoint } from "./endpoint.ts";

export interface Sized {
	readonly endpoint: Endpoint;
	/** Of the program that has the terminal. */
	readonly path: string;
	readonly clock: Clock;
}

/** Tells an engine the size of a terminal now and whenever it changes, until it is disposed of. */
export function followSize(terminal: ExecTerminal, sized: Sized): Disposable {
	void tellSize(terminal, sized);
	return terminal.onResize(() => void tellSize(terminal, sized));
}

async function tellSize(terminal: ExecTerminal, { endpoint, path, clock }: Sized): Promise<void> {
	for (let tries = 0; tries < mostTries; tries += 1) {
		const { columns, rows } = terminal.size();
		const call = { method: "POST", path: `${path}/resize?h=${String(rows)}&w=${String(columns)}` } as const;
		try {
			// oxlint-disable-next-line eslint/no-await-in-loop -- one try follows the other
			await readText(await callEngine(endpoint, call), endpoint);
			return;
		} catch {
			// What was begun a moment ago has no terminal yet.
			// oxlint-disable-next-line eslint/no-await-in-loop -- see above
			await clock.sleep(pauseMs);
		}
	}
}

const mostTries = 20;
const pauseMs = 25;
