import { ApiResult, formatJob, parseGraphCsv, readJob } from "@chronos-job/schemas";
import { describe, expect, it } from "vitest";
import { exchanges } from "./exchanges.ts";
import { findEndpoint } from "./find-endpoint.ts";

const titled = exchanges.map((exchange) => [exchange.title, exchange] as const);
const notCalls = new Set([404, 405]);

describe("the endpoint table", () => {
	it.each(titled)("knows whether there is such a call: %s", (_, { request, response }) => {
		const isBadQuery = request.path.includes("?");
		expect(findEndpoint(request) !== undefined).toBe(isBadQuery || !notCalls.has(response.status));
	});

	it.each(titled.filter(([, { response }]) => response.status === 200))(
		"reads the answer to: %s",
		(_, { request, response }) => {
			const reply = findEndpoint(request)?.reply;
			const isRead =
				typeof reply === "object" ? reply.safeParse(JSON.parse(response.body ?? "")).success : reply === "text";
			expect(isRead).toBe(true);
		},
	);
});

describe("jobs on the wire", () => {
	const jobs = titled.filter(
		([, { request, response }]) =>
			response.status === 200 && /\/job\/[^/]+$/.test(request.path) && request.method === "GET",
	);

	it.each(jobs)("keep every byte through readJob and formatJob: %s", (_, { response }) => {
		const job = readJob(JSON.parse(response.body ?? ""));
		expect(job && formatJob(job)).toBe(response.body);
	});

	it("are there", () => {
		expect(jobs.length).toBeGreaterThan(3);
	});
});

describe("answers that say no", () => {
	const refusals = titled.filter(
		([, { response }]) => response.status >= 400 && response.contentType === "application/json",
	);

	it.each(refusals)("are an ApiResult: %s", (_, { response }) => {
		expect(ApiResult.safeParse(JSON.parse(response.body ?? "")).success).toBe(true);
	});
});

it("the graph as csv can be read", () => {
	const body = exchanges.find(({ request }) => request.path.endsWith("graph/csv"))?.response.body ?? "";
	expect(parseGraphCsv(body)).toHaveLength(5);
});
