import type { Host } from "../host.ts";

/** What reaches servers. */
export function networkOf(
	process: NodeJS.Process,
	now: () => number,
): Pick<Host, "request" | "openTransport" | "probe"> {
	return {
		async request(request) {
			const { httpRequest } = await import("../local/http-request.ts");
			return httpRequest(process.getBuiltinModule("node:http"), request);
		},
		async openTransport(target, known) {
			const create = known ?? (await import("../context/create-transport.ts")).createTransport;
			return create(target, process.env, {
				http: process.getBuiltinModule("node:http"),
				// Half of what loading a transport costs, and sockets need none of it.
				get https() {
					return process.getBuiltinModule("node:https");
				},
			});
		},
		async probe(place) {
			const { probeHost } = await import("../context/probe-host.ts");
			return probeHost(place, {
				dns: process.getBuiltinModule("node:dns/promises"),
				net: process.getBuiltinModule("node:net"),
				now,
			});
		},
	};
}
