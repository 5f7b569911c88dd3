import { isEmpty, isJson } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

const labels = ["alpha", "beta", "gamma", "delta"];

/** Four jobs, and what a search among them finds, by their labels. */
async function find(chronos: Chronos, query: string): Promise<readonly string[]> {
	for (const label of labels) await chronos.create({ command: `Echo ${label}-${chronos.prefix}` }, label);
	const found = await chronos.list(`jobs/search?${query.replaceAll("PREFIX", chronos.prefix)}`);
	return found.map(({ name }) => name.replace(/.*-/, ""));
}

/** Query (PREFIX is what all four names and commands have) and what it finds. */
const searches: readonly (readonly [about: string, query: string, found: readonly string[]])[] = [
	["a part of the name finds", "name=PREFIX", labels],
	["a search does not care for cases of the name", "name=ALPHA&command=PREFIX", ["alpha"]],
	["a search does not care for cases of the command", "command=eCHO%20Beta-PREFIX", ["beta"]],
	["name and command have both to fit", "name=PREFIX&command=gamma", ["gamma"]],
	["name and command that never fit together find nothing", "name=alpha&command=gamma-PREFIX", []],
	["any rescues what the name failed", "name=zzz-none&any=beta-PREFIX", ["beta"]],
	["any looks into commands too", "command=zzz-none&any=echo%20delta-PREFIX", ["delta"]],
	["any narrows nothing that fits", "name=PREFIX&any=beta-PREFIX", labels],
	["an empty name is no test", "name=&command=alpha-PREFIX", ["alpha"]],
	["a plus in a query is a blank", "command=echo+alpha-PREFIX", ["alpha"]],
	["limit cuts", "name=PREFIX&limit=2", ["alpha", "beta"]],
	["limit 0 finds nothing", "name=PREFIX&limit=0", []],
	["a negative limit finds nothing", "name=PREFIX&limit=-1", []],
	["offset skips", "name=PREFIX&offset=3", ["delta"]],
	["offset and limit slice", "name=PREFIX&offset=1&limit=2", ["beta", "gamma"]],
	["an offset past the end finds nothing", "name=PREFIX&offset=9", []],
	["a negative offset takes from the end of the slice", "name=PREFIX&offset=-2&limit=3", ["alpha"]],
	["slicing comes after filtering", "command=a-PREFIX&limit=2&offset=1", ["beta", "gamma"]],
	["a name that nothing has finds nothing", "name=zzz-none", []],
	["a regular expression is no pattern", "name=PREFIX.*", []],
	["unknown words of the query are ignored", "name=PREFIX&sort=name&limit=1", ["alpha"]],
];

export const search: Topic = {
	name: "GET jobs/search",
	tests: [
		...searches.map(([about, query, found]): ChronosTest => ({
			name: `searching: ${about}`,
			section: "§1.4.4",
			run: async (chronos) => equal(`what ${query} finds`, await find(chronos, query), found),
		})),
		{
			name: "a search is a JSON array, 200 although the documentation says 204",
			section: "§1.4.4",
			run: async (chronos) => {
				const reply = await chronos.call("GET", "jobs/search?name=zzz-none");
				isJson(reply);
				equal("the body", reply.text, "[]");
			},
		},
		{
			name: "a search finds at most 10 unless told otherwise",
			section: "§1.4.4",
			run: async (chronos) => {
				for (let nth = 0; nth < 12; nth += 1) await chronos.create();
				equal("how many", (await chronos.list(`jobs/search?name=${chronos.prefix}`)).length, 10);
				equal("how many of 20", (await chronos.list(`jobs/search?name=${chronos.prefix}&limit=20`)).length, 12);
				equal("how many from 10 on", (await chronos.list(`jobs/search?name=${chronos.prefix}&offset=10`)).length, 2);
			},
		},
		{
			name: "a search without a query finds all, up to 10",
			section: "§1.4.4",
			needs: ["disposable"],
			run: async (chronos) => {
				for (let nth = 0; nth < 11; nth += 1) await chronos.create();
				equal("how many", (await chronos.list("jobs/search")).length, 10);
			},
		},
		{
			name: "any alone filters nothing",
			section: "§1.4.4",
			needs: ["disposable"],
			run: async (chronos) => {
				await chronos.create();
				equal("how many", (await chronos.list("jobs/search?any=zzz-none")).length, 1);
			},
		},
		...["limit=abc", "offset=abc", "limit=1.5", "limit=99999999999", "limit=5%20"].map((query): ChronosTest => ({
			name: `a search with ${query} is 404 without a body`,
			section: "§1.4.4",
			run: async (chronos) => isEmpty(await chronos.call("GET", `jobs/search?${query}`), 404),
		})),
		{
			name: "a search finds jobs in the order of their creation",
			section: "§1.4.4",
			run: async (chronos) => {
				const made: string[] = [];
				for (const label of ["z", "a", "m"]) made.push(await chronos.create({}, label));
				equal(
					"the names",
					(await chronos.list(`jobs/search?name=${chronos.prefix}`)).map(({ name }) => name),
					made,
				);
			},
		},
		{
			name: "a search does not mirror uris",
			section: "§1.4.4",
			run: async (chronos) => {
				await chronos.create({ uris: ["http://files.example/a"] });
				const [job] = await chronos.list(`jobs/search?name=${chronos.prefix}`);
				equal("fetch", job?.["fetch"], []);
			},
		},
		{
			name: "a search answers with whole jobs",
			section: "§1.4.4",
			run: async (chronos) => {
				const name = await chronos.create({ owner: "o" });
				const alone = await chronos.call("GET", `job/${name}`);
				const { text } = await chronos.call("GET", `jobs/search?name=${name}`);
				equal("the body", text, `[${alone.text}]`);
			},
		},
		{
			name: "a deleted job is not found",
			section: "§3.6",
			run: async (chronos) => {
				const name = await chronos.create();
				await chronos.delete(name);
				holds("nothing is found", (await chronos.call("GET", `jobs/search?name=${name}`)).text === "[]");
			},
		},
	],
};
