import { setImmediate } from "node:timers/promises";
import { parseStart } from "@chronos-job/schemas";
import { valuesOf } from "../engine/ordered-map.ts";
import type { Server } from "./server.ts";

/** The one time that Chronos could not read, for which it would show nothing of any job (contract §1.4.3). */
export async function findPoison({ engine, rules }: Server): Promise<string | undefined> {
	if (rules.summaryNeverFails) return undefined;
	let seen = 0;
	for (const { job } of valuesOf(engine.state.jobs)) {
		seen += 1;
		// oxlint-disable-next-line eslint/no-await-in-loop -- while many are looked at, others are answered
		if (seen % atOnce === 0) await setImmediate();
		const times = [job.lastSuccess, job.lastError];
		const poison = times.includes("") ? undefined : times.find((text) => parseStart(text) === undefined);
		if (poison !== undefined) return poison;
	}
	return undefined;
}

const atOnce = 5000;
