import { Job } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import { compareText, orderedMap, withEntry } from "../../engine/ordered-map.ts";
import type { JobState } from "../../engine/state.ts";
import { createJobTexts } from "../job-texts.ts";
import type { Asked } from "../route.ts";
import { createHttpRules } from "../server-facts.ts";
import type { Server } from "../server.ts";
import { listSummaries } from "./jobs.ts";

const job = Job.parse({ name: "a", schedule: "R/2030-01-01T00:00:00Z/PT1H" });

function replyWith(count: number) {
	const names = Array.from({ length: count }, (_, index) => `j${index}`);
	const state = { job, running: [], queued: undefined } as unknown as JobState;
	const jobs = names.reduce((map, name) => withEntry(map, name, state), orderedMap<string, JobState>(compareText));
	const rules = createHttpRules();
	const server = { rules, engine: { state: { jobs } }, texts: createJobTexts({ dialect: "3.x" }) } as unknown as Server;
	return listSummaries.answer(server, {} as Asked);
}

it("a list is one piece, and a long one many", async () => {
	const [short, long] = [await replyWith(100), await replyWith(20_001)];
	expect(JSON.parse(Buffer.from(short.body as Uint8Array).toString()).jobs).toHaveLength(100);
	const pieces: Uint8Array[] = [];
	for await (const piece of long.body as AsyncIterable<Uint8Array>) pieces.push(piece);
	expect(pieces.length).toBeGreaterThan(10);
	expect(JSON.parse(Buffer.concat(pieces).toString()).jobs).toHaveLength(20_001);
});
