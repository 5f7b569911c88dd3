import { isRefusal } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds } from "../difference.ts";

interface Coercion {
	readonly field: string;
	/** As it stands in the request. */
	readonly sent: string;
	readonly becomes: unknown;
}

const of =
	(field: string) =>
	([sent, becomes]: readonly [string, unknown]): Coercion => ({ field, sent, becomes });

/** The table of contract §2.1, with a field of each kind. */
const coercions: readonly Coercion[] = [
	...(
		[
			["5", "5"],
			["1.5", "1.5"],
			["true", "true"],
			["false", "false"],
			["null", "null"],
			["{}", ""],
			['{"a":1}', ""],
			["[]", ""],
			['["a"]', ""],
			['""', ""],
			['" a "', " a "],
		] as const
	).map(of("owner")),
	...(
		[
			["null", "null"],
			["17", "17"],
		] as const
	).flatMap((row) => ["command", "description", "lastError", "runAsUser"].map((field) => of(field)(row))),
	...(
		[
			['"true"', true],
			['" true "', true],
			['"TRUE"', false],
			['"yes"', false],
			['"false"', false],
			['"1"', false],
			["1", true],
			["2", true],
			["-1", true],
			["0", false],
			["1.5", false],
			["1.0", false],
			["null", false],
			["{}", false],
			["[true]", false],
		] as const
	).map(of("shell")),
	...(
		[
			["null", false],
			['"true"', true],
			['"TRUE"', false],
			["1", true],
		] as const
	).flatMap((row) => ["softError", "highPriority", "concurrent"].map((field) => of(field)(row))),
	...(
		[
			['"3"', 3],
			['"2.7"', 2],
			['"-4"', -4],
			['"junk"', 0],
			['""', 0],
			["2.9", 2],
			["-2.9", -2],
			["true", 1],
			["false", 0],
			["null", 0],
			["{}", 0],
			["[5]", 0],
		] as const
	).map(of("retries")),
	...(
		[
			['"7"', 7],
			["7.9", 7],
			["null", 0],
			["true", 1],
			['"junk"', 0],
		] as const
	).map(of("successCount")),
	...(
		[
			['"0.5"', 0.5],
			["2", 2],
			["true", 1],
		] as const
	).map(of("cpus")),
	// What comes to 0 is the default then (contract §2.3).
	...['"junk"', "null", "false", "{}", "[]", '""', '"0"', "0.0"].map((sent) => of("mem")([sent, 128])),
];

const arrays: readonly (readonly [field: string, sent: string, becomes: unknown])[] = [
	["arguments", '[1,true,null,"a",2.5]', ["1", "true", "null", "a", "2.5"]],
	["uris", "[1,null]", ["1", "null"]],
	[
		"environmentVariables",
		'[{"name":"A","value":5},{"name":"B","value":null},{"name":"C","value":true}]',
		[
			{ name: "A", value: "5" },
			{ name: "B", value: "null" },
			{ name: "C", value: "true" },
		],
	],
];

export const coercion: Topic = {
	name: "coercion of what is sent",
	tests: [
		...coercions.map(({ field, sent, becomes }): ChronosTest => ({
			name: `${field}: ${sent} becomes ${JSON.stringify(becomes)}`,
			section: "§2.1",
			run: (chronos) => expectCoerced(chronos, { field, sent, becomes }),
		})),
		...arrays.map(([field, sent, becomes]): ChronosTest => ({
			name: `elements of ${field} become text: ${sent}`,
			section: "§2.3",
			run: (chronos) => expectCoerced(chronos, { field, sent, becomes }),
		})),
		{
			name: "a time zone of null is the word null",
			section: "§2.1",
			run: (chronos) => expectCoerced(chronos, { field: "scheduleTimeZone", sent: "null", becomes: "null" }),
		},
		{
			name: "a schedule of null is the unparsable word null",
			section: "§2.1",
			run: async (chronos) => {
				const reply = await chronos.putText(`{"name":"${chronos.name()}","schedule":null}`);
				isRefusal(reply, "Cannot parse schedule 'null' (wtf bro)");
			},
		},
		{
			name: "a name that is a number becomes its text",
			section: "§2.1",
			needs: ["disposable"],
			run: async (chronos) => {
				equal("the status", (await chronos.putText('{"name":5,"schedule":"R/2090-01-01T00:00:00Z/P1D"}')).status, 204);
				await chronos.waitFor("5 is there", () => chronos.has("5"));
			},
		},
		{
			name: "a name of null is the word null",
			section: "§2.1",
			needs: ["disposable"],
			run: async (chronos) => {
				equal(
					"the status",
					(await chronos.putText('{"name":null,"schedule":"R/2090-01-01T00:00:00Z/P1D"}')).status,
					204,
				);
				await chronos.waitFor("null is there", () => chronos.has("null"));
			},
		},
		{
			name: "names of fields tell cases apart",
			section: "§2.1",
			run: async (chronos) => {
				const job = await chronos.job(await chronos.create({ Owner: "x", OWNER: "y" }));
				equal("owner", job["owner"], "");
			},
		},
		{
			name: "a dependent job is coerced alike",
			section: "§2.1",
			run: async (chronos) => {
				const parent = await chronos.create({}, "parent");
				const job = await chronos.job(
					await chronos.create({ parents: [parent], owner: null, shell: null, retries: "3" }, "child"),
				);
				equal("the fields", [job["owner"], job["shell"], job["retries"]], ["null", false, 3]);
			},
		},
	],
};

async function expectCoerced(chronos: Chronos, { field, sent, becomes }: Coercion): Promise<void> {
	const name = chronos.name();
	const text = `{"name":"${name}","disabled":true,"schedule":"R/2090-01-01T00:00:00Z/P1D","${field}":${sent}}`;
	const reply = await chronos.putText(text);
	holds("the submit is taken", reply.status === 204, `${reply.status} ${reply.text}`);
	await chronos.waitFor("it is there", () => chronos.has(name));
	equal(field, (await chronos.job(name))[field], becomes);
}
