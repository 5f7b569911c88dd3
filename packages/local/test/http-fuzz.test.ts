import * as fc from "fast-check";
import { expect, it } from "vitest";
import { calls } from "@chronos-job/schemas";
import { openStage, type Stage } from "./http.samples.ts";

const text = fc.oneof(
	fc.string({ maxLength: 12 }),
	fc.string({ unit: "binary", maxLength: 6 }),
	fc.constantFrom("hello", "a", "..", ".", "%00", "constructor", "__proto__"),
);
const templates = [
	...Object.values(calls).map(({ path }) => path["3.x"]),
	"/local/v1/runs/{id}/attempts/{n}/logs/{s}",
	"/local/v1/runs/{id}/attempts/{n}/files/{p}",
	"/local/v1/jobs/{name}/why",
	"/local/v1/runs",
	"/local/v1/capacity",
	"/",
];
const filled = fc
	.tuple(fc.constantFrom(...templates), fc.array(text, { minLength: 3, maxLength: 3 }))
	.map(([path, words]) =>
		words.reduce((filling, word) => filling.replace(/\{\w+\}/, () => encodeURIComponent(word.toWellFormed())), path),
	);
const query = fc.oneof(
	fc.constant(""),
	fc.webQueryParameters().map((params) => `?${params}`),
	fc.constantFrom("?limit=1&offset=-2", "?since=9&tail=1", "?after=1", "?arguments=%0A", "?counters=keep"),
);
const target = fc.oneof(
	{ arbitrary: fc.tuple(filled, query).map((parts) => parts.join("")), weight: 4 },
	fc.string().map((path) => `/${path}`),
	fc.string({ unit: "binary" }),
);

const field = fc.constantFrom(
	"name",
	"command",
	"shell",
	"schedule",
	"scheduleTimeZone",
	"parents",
	"cpus",
	"mem",
	"retries",
	"container",
	"fetch",
	"uris",
	"environmentVariables",
	"arguments",
	"constraints",
	"disabled",
	"lastSuccess",
	"lastError",
	"successCount",
	"concurrent",
	"maxCompletionTime",
	"gpus",
	"__proto__",
);
const schedule = fc.constantFrom(
	"R1//P1Y",
	"R/2030-01-01T00:00:00Z/PT1H",
	"R//PT0S",
	"R5/-0001-01-01T00:00Z/P1D",
	"R//P-1D",
	"R3/+292278993-01-01T00:00Z/P1D",
	"x",
);
const part = fc.oneof(
	fc.jsonValue({ maxDepth: 3 }),
	text,
	schedule,
	fc.constantFrom("a", "b", "hello"),
	fc.array(fc.constantFrom("a", "b", "hello"), { maxLength: 3 }),
	fc.record(
		{
			image: text,
			type: text,
			volumes: fc.array(fc.dictionary(fc.constantFrom("containerPath", "mode", "external"), text)),
		},
		{ requiredKeys: [] },
	),
	fc.double(),
);
const job = fc
	.tuple(fc.dictionary(field, part), fc.constantFrom("a", "b", "c", undefined), fc.option(schedule))
	.map(([fields, name, when]) => ({
		...fields,
		...(name === undefined ? {} : { name }),
		...(when === null ? {} : { schedule: when }),
	}));
const body = fc
	.oneof(
		{ arbitrary: job.map((value) => JSON.stringify(value)), weight: 4 },
		fc.json(),
		fc.string(),
		fc.tuple(job, fc.nat()).map(([value, at]) => JSON.stringify(value).slice(0, at % 60)),
	)
	.map((sent) => Buffer.from(sent));
const bytes = fc.oneof(
	body,
	fc.uint8Array({ maxLength: 40 }).map((sent) => Buffer.from(sent)),
);
const headers = fc.record(
	{
		"content-type": fc.oneof({ arbitrary: fc.constant("application/json"), weight: 5 }, text),
		accept: fc.constantFrom("*/*", "text/html", "application/json", ";;q=", ""),
		"accept-encoding": fc.constantFrom("gzip", "gzip;q=0", "*"),
		origin: fc.constantFrom("http://evil.example", "null", "http://here"),
		host: fc.constantFrom("here", ""),
		authorization: text,
		"last-event-id": text,
		"x-forwarded-host": text,
	},
	{ requiredKeys: [] },
);
const method = fc.oneof(
	{ arbitrary: fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"), weight: 9 },
	fc.constantFrom("PATCH", "TRACE", "get", "BREW"),
);

const pageOrObject = /^(?:application\/json|text\/html)/;

function expectWellFormed({ status, headers, body }: Awaited<ReturnType<Stage["ask"]>>): void {
	expect(status).toBeGreaterThanOrEqual(200);
	expect(status).toBeLessThan(500);
	for (const [name, value] of Object.entries(headers))
		expect([name, value]).toEqual([name, expect.stringMatching(/^[\t\u0020-\u007E\u0080-\u00FF]*$/)]);
	if (status < 400 || body === "") return;
	expect(headers["content-type"]).toMatch(pageOrObject);
	const message = headers["content-type"] === "application/json" ? JSON.parse(body).message : "a page";
	expect(typeof message).toBe("string");
}

it("whatever is asked, the answer is one, and the next one too", async () => {
	await using stage = await openStage({ script: { hello: { afterMs: 50 } } });
	await stage.put({ name: "hello", schedule: "R/2030-01-01T00:00:00Z/PT1H" });
	const asked = fc.record({ method, target, headers, body: bytes });
	await fc.assert(
		fc.asyncProperty(asked, async ({ method, target, headers, body }) => {
			// An event stream is answered for ever.
			fc.pre(!target.includes("/events"));
			expectWellFormed(await stage.ask(method, target, { headers, body }));
			const after = await stage.ask("GET", "/v1/scheduler/jobs/summary");
			expect(after.status).toBe(200);
			expect(Array.isArray(JSON.parse(after.body).jobs)).toBe(true);
		}),
		{ numRuns: 1000 },
	);
	await stage.clock.advance(1000);
	for (const path of ["/v1/scheduler/jobs", "/metrics", "/local/v1/capacity"]) {
		expect((await stage.ask("GET", path)).status).toBe(200);
	}
	expect(stage.reported).toEqual([]);
});

it("a failure inside is answered and reported", async () => {
	await using stage = await openStage();
	await stage.server.close();
	const answer = await stage.ask("PUT", "/v1/scheduler/job/x");
	expect(answer.status).toBe(503);
	expect(JSON.parse(answer.body)).toMatchObject({ status: "Service Unavailable" });
	expect(stage.reported).toHaveLength(1);
});
