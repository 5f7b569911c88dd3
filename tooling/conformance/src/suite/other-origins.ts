import { isNoContent, isStatus } from "../answers.ts";
import { farSchedule as schedule } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";

const foreign = { Origin: "http://elsewhere.example" };
const json = { "Content-Type": "application/json" };

export const otherOrigins: Topic = {
	name: "browsers and hosts",
	tests: [
		...["jobs", "jobs/summary", "nope"].map((path): ChronosTest => ({
			name: `a page of another origin may read ${path}`,
			section: "§1.7",
			run: async (chronos) => {
				const { headers } = await chronos.call("GET", path, { headers: foreign });
				equal("the header", headers["access-control-allow-origin"], "*");
			},
		})),
		{
			name: "a submit is taken whatever its Origin is",
			section: "§1.7",
			run: async (chronos) => {
				const body = JSON.stringify({ name: chronos.name(), schedule });
				isNoContent(await chronos.call("POST", "iso8601", { headers: { ...foreign, ...json }, body }));
			},
		},
		{
			name: "a start is taken whatever its Origin is",
			section: "§1.7",
			run: async (chronos) =>
				isNoContent(await chronos.call("PUT", `job/${await chronos.create()}`, { headers: foreign })),
		},
		{
			name: "a GET with an Origin of its own is answered",
			section: "§1.7",
			run: async (chronos) => {
				const { origin } = chronos.connection.url;
				isStatus(await chronos.call("GET", "jobs", { headers: { Origin: origin } }), 200);
			},
		},
		{
			name: "a submit with an Origin of its own is taken",
			section: "§1.7",
			run: async (chronos) => {
				const { origin } = chronos.connection.url;
				const body = JSON.stringify({ name: chronos.name(), schedule });
				isNoContent(await chronos.call("POST", "iso8601", { headers: { Origin: origin, ...json }, body }));
			},
		},
		{
			name: "any Host is served",
			section: "§1.1",
			run: async (chronos) =>
				isStatus(await chronos.call("GET", "jobs", { headers: { Host: "elsewhere.example" } }), 200),
		},
		{
			name: "the root is a page",
			section: "§1.4.19",
			run: async (chronos) => {
				const reply = await chronos.request({ path: "/" });
				isStatus(reply, 200);
				matches("the content type", reply.headers["content-type"], /^text\/html\b/);
			},
		},
		{
			name: "the page at the root loads its script",
			section: "§1.4.19",
			run: async (chronos) => {
				const { text } = await chronos.request({ path: "/" });
				holds("there is a script of /assets", /<script[^>]+assets/.test(text), text);
			},
		},
	],
};
