import type * as dns from "node:dns/promises";
import type * as net from "node:net";
import { systemCodeOf } from "../files/file-system.ts";

export interface ProbedPlace {
	readonly host: string;
	readonly port: number;
	readonly patienceMs: number;
}

export interface Probed {
	/** Of the host; none when nobody knows it. */
	readonly addresses: readonly string[];
	/** How long the connection took; undefined when there was none. */
	readonly connectMs?: number;
	/** The system's code of what went wrong. */
	readonly failure?: string;
}

export interface ProbeModules {
	readonly dns: Pick<typeof dns, "lookup">;
	readonly net: Pick<typeof net, "connect">;
	readonly now: () => number;
}

/** Looks up a host, and opens and closes a connection to it. */
export async function probeHost(place: ProbedPlace, modules: ProbeModules): Promise<Probed> {
	try {
		const found = await modules.dns.lookup(place.host, { all: true });
		const addresses = found.map(({ address }) => address);
		return { addresses, ...(await connect(place, modules)) };
	} catch (error) {
		return { addresses: [], failure: systemCodeOf(error) ?? String(error) };
	}
}

function connect(
	{ host, port, patienceMs }: ProbedPlace,
	modules: ProbeModules,
): Promise<Pick<Probed, "connectMs" | "failure">> {
	const started = modules.now();
	return new Promise((resolve) => {
		const socket = modules.net.connect({ host, port, timeout: patienceMs });
		function end(found: Pick<Probed, "connectMs" | "failure">): void {
			socket.destroy();
			resolve(found);
		}
		socket.once("connect", () => end({ connectMs: modules.now() - started }));
		socket.once("timeout", () => end({ failure: "ETIMEDOUT" }));
		socket.once("error", (error) => end({ failure: systemCodeOf(error) ?? error.message }));
	});
}
