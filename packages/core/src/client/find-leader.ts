import { isLeader } from "@chronos-job/schemas";
import { hasCode } from "../errors.ts";
import type { Caller } from "./caller.ts";
import type { CallOptions } from "./client.ts";
import { demandJson, notChronos } from "./read-json.ts";

/** Where the leader is; empty when there is none, undefined on servers that do not tell. */
export async function findLeader(caller: Caller, options?: CallOptions): Promise<string | undefined> {
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
}
