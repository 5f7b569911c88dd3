import { systemClock } from "@chronos-job/core";
import { type ContainerPlace, execApptainer, execContainer, type Execution, type Sandbox } from "@chronos-job/local";
import type { Host, Terminal } from "../host.ts";
import { execTerminalOf } from "./exec-terminal.ts";

export interface Foreground extends Pick<Execution, "words" | "tell" | "signal" | "onCut"> {
	/** What the program has to itself; without it, it reads standard input. */
	readonly terminal: Terminal | undefined;
}

/** Runs a program in a container, which reads what this program would; undefined when it was left alone. */
export async function execInside(
	host: Host,
	place: ContainerPlace,
	{ terminal, ...execution }: Foreground,
): Promise<number | undefined> {
	if (terminal !== undefined) {
		const tell = (_: string, bytes: Uint8Array): unknown => terminal.stdout.write(bytes);
		const own = { tell, input: terminal.stdin, terminal: execTerminalOf(terminal, host) };
		return execContainer(place, { ...execution, ...own }, systemClock);
	}
	return withInput(host, (input) => execContainer(place, { ...execution, input }, systemClock));
}

/** The same in a container of Apptainer, which is entered from here; undefined where nothing runs. */
export async function execInApptainer(
	host: Host,
	sandbox: Sandbox,
	{ terminal, ...execution }: Foreground,
): Promise<number | undefined> {
	if (terminal !== undefined) {
		return execApptainer(sandbox, { ...execution, terminal: execTerminalOf(terminal, host) }, systemClock);
	}
	return withInput(host, (input) => execApptainer(sandbox, { ...execution, input }, systemClock));
}

async function withInput<T>(host: Host, run: (input: Execution["input"]) => Promise<T>): Promise<T> {
	const input = host.openStdin();
	try {
		return await run(input);
	} finally {
		input?.destroy();
	}
}
