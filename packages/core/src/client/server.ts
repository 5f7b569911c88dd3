import type { Metrics } from "@chronos-job/schemas";
import type { Caller } from "./caller.ts";
import type { ServerReader } from "./client.ts";
import { localOpener } from "./local-opener.ts";
import { findBuilds } from "./find-builds.ts";
import { findLeader } from "./find-leader.ts";
import { demandJson, isRecord, notChronos } from "./read-json.ts";

export function createServerReader(caller: Caller): ServerReader {
	return {
		dialect: (options) => caller.dialect(options),
		builds: (options) => findBuilds(caller, options),
		leader: (options) => findLeader(caller, options),
		ping: async (options) => {
			await caller.call("ping", {}, options);
		},
		metrics: async (options) => {
			const answer = await caller.call("getMetrics", {}, options);
			const value = demandJson(answer, "the numbers of the server");
			if (!isMetrics(value)) throw notChronos(answer, "the numbers of the server lack `version` or a table of them");
			return value;
		},
		local: localOpener(caller),
	};
}

function isMetrics(value: unknown): value is Metrics {
	if (!isRecord(value) || typeof value["version"] !== "string") return false;
	return tables.every((name) => {
		const table = value[name];
		return isRecord(table) && Object.values(table).every(isRecord);
	});
}

const tables = ["gauges", "counters", "histograms", "meters", "timers"];
