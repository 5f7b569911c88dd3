import { isJobStat, isPercentileStats } from "@chronos-job/schemas";
import { hasCode } from "../errors.ts";
import type { Caller } from "./caller.ts";
import type { StatsReader } from "./client.ts";
import { nameParam } from "./name-param.ts";
import { demandJson, notChronos } from "./read-json.ts";

export function createStatsReader({ call }: Caller): StatsReader {
	return {
		ofJob: async (name, options) => {
			const params = nameParam(name);
			try {
				const answer = await call("getJobStat", { params }, options);
				const value = demandJson(answer, "what a job took");
				if (!isJobStat(value)) throw notChronos(answer, "what a job took lacks `histogram` or `taskStatHistory`");
				return value;
			} catch (error) {
				if (hasCode(error, "job.not-found")) return undefined;
				throw error;
			}
		},
		percentile: async (percentile, options) => {
			const answer = await call("listPercentile", { params: { percentile } }, options);
			const value = demandJson(answer, "what all jobs took");
			if (!isPercentileStats(value)) throw notChronos(answer, "what all jobs took lacks `jobNameLabel` or `time`");
			return value;
		},
	};
}
