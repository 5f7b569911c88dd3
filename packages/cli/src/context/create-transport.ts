import {
	findProxy,
	nodeTransport,
	type NodeTransportOptions,
	type Target,
	type Transport,
	undiciTransport,
} from "@chronos-job/core";
import type { Host } from "../host.ts";

/** What carries requests to a target: through a proxy where one is set for it. */
export function createTransport(
	{ urls, ca }: Pick<Target, "urls" | "ca">,
	env: Host["env"],
	modules: Pick<NodeTransportOptions, "http" | "https">,
): Transport {
	if (urls.some((url) => findProxy(url, env) !== undefined)) return undiciTransport({ env, ca });
	return nodeTransport({
		http: modules.http,
		// Loading it is put off until it is needed.
		get https() {
			return modules.https;
		},
		ca,
	});
}
