import { formatGraphCsv, type GraphCsvRow } from "@chronos-job/schemas";
import type { JobState } from "../../engine/state.ts";
import { summaryOf } from "../../engine/summary-of.ts";
import { findPoison } from "../find-poison.ts";
import { inOrder, type JobsInOrder } from "../in-order.ts";
import { linesInShipments } from "../in-shipments.ts";
import { bareReply, textReply } from "../reply.ts";
import type { Route } from "../route.ts";

export const getGraphDot: Route = {
	takes: "json",
	gives: "text/plain",
	answer: async ({ engine }) => {
		const jobs = await inOrder(engine.state);
		return textReply(linesInShipments(dotLines(jobs), jobs.size));
	},
};

export const getGraphCsv: Route = {
	takes: "json",
	gives: "text/plain",
	answer: async (server) => {
		const { engine, facts } = server;
		// The object of a refusal cannot be written as text (contract §1.4.3).
		if ((await findPoison(server)) !== undefined) return bareReply(500);
		const jobs = await inOrder(engine.state);
		// Old servers do not count (contract §1.9).
		const lines = csvLines(jobs, { isCounting: facts.dialect !== "2.x" });
		return textReply(linesInShipments(lines, jobs.size));
	},
};

function* dotLines(jobs: JobsInOrder): Generator<string, void> {
	yield "digraph G {\n";
	const ids = new Map<string, number>();
	for (const { job } of jobs) {
		ids.set(job.name, ids.size + 1);
		yield `  ${ids.size} [ label=${quoted(job.name)} ];\n`;
	}
	for (const state of jobs) {
		for (const { parent, child } of linksOf(state)) yield `  ${ids.get(parent)} -> ${ids.get(child)};\n`;
	}
	yield "}\n";
}

function* csvLines(jobs: JobsInOrder, { isCounting }: { readonly isCounting: boolean }): Generator<string, void> {
	for (const job of jobs) {
		const { name, status, state } = summaryOf(job);
		yield formatGraphCsv([{ type: "node", name, status, state: isCounting ? state : state.replace(/^\d+ /, "") }]);
	}
	for (const job of jobs) yield formatGraphCsv(linksOf(job));
}

/** In the order of the children, as the graph of Chronos has them. */
function linksOf({ job, edges }: JobState): readonly Extract<GraphCsvRow, { type: "link" }>[] {
	return [...edges.keys()].map((parent) => ({ type: "link", parent, child: job.name }));
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', String.raw`\"`)}"`;
}
