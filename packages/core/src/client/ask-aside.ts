import { type Call, calls, type Dialect, fillPath, isLeader } from "@chronos-job/schemas";
import { alarm } from "./alarm.ts";
import type { CallOptions } from "./client.ts";
import type { Courier } from "./courier.ts";
import { isOwnMistake } from "./is-own-mistake.ts";
import { isSuccess } from "./question.ts";
import { isRecord, readJson } from "./read-json.ts";

/** What else a server knows when it did not say why it refused; undefined when that cannot be found out in time. */
export interface Aside {
	leader(): Promise<string | undefined>;
	hasJob(name: string): Promise<boolean | undefined>;
}

export function askAside(courier: Courier, dialect: Dialect, options: CallOptions): Aside {
	const read = (call: Call, query = ""): Promise<unknown> =>
		readSoon(courier, `${fillPath(call, dialect, {}) ?? ""}${query}`, options);
	return {
		leader: async () => {
			const value = await read(calls.getLeader);
			return isLeader(value) && value.leader !== "" ? value.leader : undefined;
		},
		hasJob: async (name) => {
			const query = new URLSearchParams({ name, limit: String(mostJobs) }).toString();
			const found = await read(calls.searchJobs, `?${query}`);
			if (!Array.isArray(found)) return undefined;
			const isThere = found.some((job: unknown) => isRecord(job) && job["name"] === name);
			return isThere || found.length < mostJobs ? isThere : undefined;
		},
	};
}

const mostJobs = 1000;

async function readSoon(courier: Courier, path: string, { signal }: CallOptions): Promise<unknown> {
	const tooLate = new AbortController();
	const turnOff = alarm(patienceMs, () => tooLate.abort());
	const either = signal === undefined ? tooLate.signal : AbortSignal.any([signal, tooLate.signal]);
	try {
		const answer = await courier({ method: "GET", path, headers: { accept: "application/json" }, signal: either });
		return isSuccess(answer) ? readJson(answer.text) : undefined;
	} catch (error) {
		signal?.throwIfAborted();
		if (isOwnMistake(error)) throw error;
		return undefined;
	} finally {
		turnOff();
	}
}

// An error is waiting to be told.
const patienceMs = 3000;
