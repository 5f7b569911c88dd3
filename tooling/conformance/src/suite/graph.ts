import { isStatus } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";

const last = "2020-01-02T00:00:00.000Z";
const first = "2020-01-01T00:00:00.000Z";

async function dot(chronos: Chronos): Promise<string> {
	const reply = await chronos.call("GET", "graph/dot");
	isStatus(reply, 200);
	return reply.text;
}

export const graph: Topic = {
	name: "graph/dot and graph/csv",
	tests: [
		...["graph/dot", "graph/csv"].map((path): ChronosTest => ({
			name: `${path} is plain text`,
			section: "§1.4.13",
			run: async (chronos) => {
				const reply = await chronos.call("GET", path);
				isStatus(reply, 200);
				matches("the content type", reply.headers["content-type"], /^text\/plain\b/);
			},
		})),
		{
			name: "the drawing of no jobs is an empty digraph",
			section: "§1.4.13",
			needs: ["disposable"],
			run: async (chronos) => equal("the body", await dot(chronos), "digraph G {\n}\n"),
		},
		{
			name: "the drawing numbers jobs in the order of their creation",
			section: "§1.4.13",
			needs: ["disposable"],
			run: async (chronos) => {
				const [b, a] = [await chronos.create({}, "b"), await chronos.create({}, "a")];
				const c = await chronos.create({ parents: [b] }, "c");
				equal(
					"the body",
					await dot(chronos),
					`digraph G {\n  1 [ label="${b}" ];\n  2 [ label="${a}" ];\n  3 [ label="${c}" ];\n  1 -> 3;\n}\n`,
				);
			},
		},
		{
			name: "the drawing has a line for each job and each link",
			section: "§1.4.13",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const child = await chronos.create({ parents: [parent] }, "child");
				const text = await dot(chronos);
				const idOf = (name: string) => new RegExp(`^  (\\d+) \\[ label="${name}" \\];$`, "m").exec(text)?.[1];
				holds("there is the link", text.includes(`\n  ${idOf(parent)} -> ${idOf(child)};\n`), text);
			},
		},
		{
			name: "the drawing ends with a brace and a line end",
			section: "§1.4.13",
			run: async (chronos) => {
				const text = await dot(chronos);
				holds("it begins and ends so", text.startsWith("digraph G {\n") && text.endsWith("\n}\n"), text);
			},
		},
		{
			name: "the table of no jobs is an empty body",
			section: "§1.4.14",
			needs: ["disposable"],
			run: async (chronos) => {
				const reply = await chronos.call("GET", "graph/csv");
				isStatus(reply, 200);
				equal("the length of the body", reply.bytes.length, 0);
			},
		},
		{
			name: "the table has nodes first, then links",
			section: "§1.4.14",
			run: async (chronos) => {
				const parent = await chronos.create({}, "a");
				const child = await chronos.create({ parents: [parent] }, "b");
				const lines = await chronos.csv();
				equal("the nodes", lines.slice(0, 2).toSorted(), [`node,${parent},fresh,idle`, `node,${child},fresh,idle`]);
				equal("the links", lines.slice(2), [`link,${parent},${child}`]);
			},
		},
		{
			name: "every line of the table ends with LF",
			section: "§1.4.14",
			run: async (chronos) => {
				await chronos.create();
				const { text } = await chronos.call("GET", "graph/csv");
				holds("it ends with one LF and has no CR", /[^\n]\n$/.test(text) && !text.includes("\r"), text);
			},
		},
		...(
			[
				["fresh", "a job without verdict", {}],
				["success", "a job with a success", { lastSuccess: first }],
				["failure", "a job with an error", { lastError: first }],
				["success", "a job with an error before a success", { lastSuccess: last, lastError: first }],
				["failure", "a job with a success before an error", { lastSuccess: first, lastError: last }],
			] as const
		).map(([word, about, fields]): ChronosTest => ({
			name: `the table says ${word} of ${about}`,
			section: "§1.4.14",
			run: async (chronos) => {
				const name = await chronos.create(fields);
				equal("the lines", await chronos.csv(), [`node,${name},${word},idle`]);
			},
		})),
		{
			name: "the table says how many runs there are",
			section: "§1.4.14",
			run: async (chronos) => {
				const name = await chronos.create({ command: "sleep 300" });
				await chronos.start(name);
				await chronos.waitForState(name, "1 running");
				equal("the lines", await chronos.csv(), [`node,${name},fresh,1 running`]);
				await chronos.kill(name);
			},
		},
		{
			name: "the table says that a job is queued",
			section: "§1.4.14",
			run: async (chronos) => {
				const name = await chronos.create({ cpus: 1_000_000 });
				await chronos.start(name);
				await chronos.waitForState(name, "queued");
				equal("the lines", await chronos.csv(), [`node,${name},fresh,queued`]);
			},
		},
		{
			name: "the table quotes nothing",
			section: "§1.4.14",
			run: async (chronos) => {
				await chronos.create({ command: 'echo ","' });
				holds(
					"there is no quote",
					(await chronos.csv()).every((line) => !line.includes('"')),
				);
			},
		},
	],
};
