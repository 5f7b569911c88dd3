import { type Endpoint, endpoints } from "@chronos-job/schemas";
import type { Exchange } from "./exchanges.ts";

/** The row of the endpoint table that a request belongs to; undefined for calls that Chronos does not have. */
export function findEndpoint({ method, path }: Exchange["request"]): Endpoint | undefined {
	const plain = path.replace(/\?.*$/, "").replace(/(.)\/$/, "$1");
	const rows: readonly Endpoint[] = Object.values(endpoints);
	const fitting = rows.filter((row) => row.method === method && patternOf(row)?.test(plain));
	// `job/success/NAME` fits `job/{name}/…` nowhere, but fixed words win over parameters all the same.
	return fitting.toSorted((a, b) => paramsOf(a) - paramsOf(b))[0];
}

function patternOf({ path }: Endpoint): RegExp | undefined {
	const template = path["3.x"];
	return template === undefined ? undefined : new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

function paramsOf({ path }: Endpoint): number {
	return path["3.x"]?.split("{").length ?? 0;
}
