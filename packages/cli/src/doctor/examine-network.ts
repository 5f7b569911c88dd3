import { addressesOf, findProxy, type ResolvedTarget } from "@chronos-job/core";
import type { Host } from "../host.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Probed } from "../context/probe-host.ts";

/** Whether the hosts of a server are known and their ports open: of those that are reached straight. */
export async function examineNetwork(host: Host, { context }: ResolvedTarget): Promise<readonly Diagnosis[]> {
	if (context === undefined || context.via !== undefined) return [];
	const places = addressesOf(context).flatMap((url) => (findProxy(url, host.env) === undefined ? placeOf(url) : []));
	// With one of several the server is reached all the same.
	const bad = places.length > 1 ? "warning" : "fails";
	const found = await Promise.all(
		places.map(async (place) => diagnosesOf(place, await host.probe({ ...place, patienceMs }), bad)),
	);
	return found.flat();
}

/** Who looks for a fault does not want to wait long for it. */
const patienceMs = 5000;

interface Place {
	readonly host: string;
	readonly port: number;
}

function placeOf(url: string): readonly Place[] {
	const parsed = URL.parse(url);
	if (parsed === null || !/^https?:$/.test(parsed.protocol)) return [];
	const port = Number(parsed.port) || (parsed.protocol === "https:" ? 443 : 80);
	return [{ host: parsed.hostname.replaceAll(/[[\]]/g, ""), port }];
}

function diagnosesOf({ host, port }: Place, probed: Probed, bad: "warning" | "fails"): readonly Diagnosis[] {
	const { addresses, connectMs, failure = "no connection" } = probed;
	if (addresses.length === 0) {
		const hint = "Check the spelling of the host, and whether its network can be reached from here.";
		return [{ name: "dns", state: bad, message: `nobody knows the host ${host} (${failure})`, hint }];
	}
	const isName = addresses[0] !== host;
	const known: Diagnosis = { name: "dns", state: "ok", message: `${host} is ${addresses.join(", ")}` };
	return [...(isName ? [known] : []), connectMs === undefined ? closed(`${host}:${port}`, failure, bad) : open()];

	function open(): Diagnosis {
		return { name: "tcp", state: "ok", message: `${host}:${port} takes connections, within ${connectMs} ms` };
	}
}

function closed(place: string, failure: string, state: "warning" | "fails"): Diagnosis {
	return {
		name: "tcp",
		state,
		message: `${place} takes no connection (${failure})`,
		hint:
			failure === "ECONNREFUSED"
				? "Check the port, and whether the server runs."
				: "Check whether a firewall is between; `chronos-job context add … --via USER@HOST` goes through SSH.",
	};
}
