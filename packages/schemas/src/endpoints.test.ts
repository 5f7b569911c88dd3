import { describe, expect, expectTypeOf, it } from "vitest";
import { endpoints, type ReplyOf } from "./endpoints.ts";

describe("an endpoint", () => {
	it("reads its reply", () => {
		expect(endpoints.getLeader.reply.parse({ leader: "host:4400" })).toEqual({ leader: "host:4400" });
		expect(endpoints.listJobs.reply.parse([{ name: "a" }])).toMatchObject([{ name: "a", mem: 128 }]);
		expect(endpoints.listJobs.reply.safeParse({ jobs: [] }).success).toBe(false);
	});

	it("takes the counters of a job with its spec", () => {
		const body = { name: "a", command: "true", successCount: 3, lastSuccess: "2030-01-01T00:00:00.000Z" };
		expect(endpoints.putScheduledJob.body.safeParse(body).success).toBe(true);
		expect(endpoints.putScheduledJob.body.safeParse({ ...body, state: "idle" }).success).toBe(false);
	});

	it("has a type for its reply", () => {
		expectTypeOf<ReplyOf<typeof endpoints.getLeader>>().toEqualTypeOf<{ leader: string }>();
		expectTypeOf<ReplyOf<typeof endpoints.getGraphCsv>>().toEqualTypeOf<string>();
		expectTypeOf<ReplyOf<typeof endpoints.deleteJob>>().toEqualTypeOf<undefined>();
	});

	it("with a body is a POST", () => {
		const rows = Object.values(endpoints).filter((row) => "body" in row);
		expect(rows.map(({ method }) => method)).toEqual(["POST", "POST", "POST"]);
	});
});
