import { isLeader, type Metrics } from "@chronos-job/schemas";
import { hasCode } from "../errors.ts";
import type { Caller } from "./caller.ts";
import type { ServerReader } from "./client.ts";
import { localOpener } from "./local-opener.ts";
import { demandJson, isRecord, notChronos } from "./read-json.ts";

export function createServerReader(caller: Caller): ServerReader {
	return {
		dialect: (options) => caller.dialect(options),
		leader: async (options) => {
			try {
				const answer = await caller.call("getLeader", {}, options);
				const value = demandJson(answer, "where the leader is");
				if (!isLeader(value)) throw notChronos(answer, "where the leader is lacks `leader`");
				return value.leader;
			} catch (error) {
				// There is no such call before 2.5 (contract §1.4.15).
				if (hasCode(error, "target.unsupported")) return undefined;
				throw error;
			}
		},
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
