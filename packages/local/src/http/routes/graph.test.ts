import { setImmediate } from "node:timers/promises";
import { Job } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import { compareText, orderedMap, withEntry } from "../../engine/ordered-map.ts";
import type { JobState } from "../../engine/state.ts";
import type { Reply } from "../handler.ts";
import type { Asked } from "../route.ts";
import { createHttpRules } from "../server-facts.ts";
import type { Server } from "../server.ts";
import { getGraphCsv, getGraphDot } from "./graph.ts";

const fields = Job.parse({ name: "a", schedule: "R/2030-01-01T00:00:00Z/PT1H" });

/** Jobs whose order by name is the opposite of that of their creation; each but the first has it as its parent. */
function serverWith(count: number): Server {
	const jobs = Array.from({ length: count }, (_, index) => {
		const name = `j${String(count - index).padStart(6, "0")}`;
		const edges = new Map(index === 0 ? [] : [[`j${String(count).padStart(6, "0")}`, 1]]);
		return { id: index + 1, job: { ...fields, name }, edges, running: [] } as unknown as JobState;
	});
	const map = jobs.reduce(
		(known, state) => withEntry(known, state.job.name, state),
		orderedMap<string, JobState>(compareText),
	);
	return { rules: createHttpRules(), facts: { dialect: "3.x" }, engine: { state: { jobs: map } } } as unknown as Server;
}

async function piecesOf({ body }: Reply): Promise<readonly string[]> {
	if (typeof body === "string" || body instanceof Uint8Array) return [Buffer.from(body).toString()];
	const pieces: string[] = [];
	for await (const piece of body) pieces.push(Buffer.from(piece).toString());
	return pieces;
}

it.each([0, 1, 3, 500, 1000, 6001])("the graph of %d jobs is whole, in the order of their creation", async (count) => {
	const csv = (await piecesOf(await getGraphCsv.answer(serverWith(count), {} as Asked))).join("");
	const names = Array.from({ length: count }, (_, index) => `j${String(count - index).padStart(6, "0")}`);
	const nodes = names.map((name) => `node,${name},fresh,idle\n`);
	const links = names.slice(1).map((name) => `link,${names[0]},${name}\n`);
	expect(csv).toBe([...nodes, ...links].join(""));
	const dot = (await piecesOf(await getGraphDot.answer(serverWith(count), {} as Asked))).join("");
	const vertices = names.map((name, index) => `  ${index + 1} [ label="${name}" ];\n`);
	const edges = names.slice(1).map((_, index) => `  1 -> ${index + 2};\n`);
	expect(dot).toBe(["digraph G {\n", ...vertices, ...edges, "}\n"].join(""));
});

it("others are heard while a large graph is put in order and written", async () => {
	const server = serverWith(20_000);
	const heard = { times: 0, isOver: false };
	const others = (async () => {
		for (; !heard.isOver; heard.times += 1) await setImmediate();
	})();
	const reply = await getGraphCsv.answer(server, {} as Asked);
	expect(heard.times).toBeGreaterThanOrEqual(4);
	const pieces = await piecesOf(reply);
	expect(Math.max(...pieces.map((piece) => piece.split("\n").length))).toBeLessThanOrEqual(1001);
	heard.isOver = true;
	await others;
});
