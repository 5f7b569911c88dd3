import * as http from "node:http";
import * as https from "node:https";
import { type Build, buildsOf } from "@chronos-job/schemas";
import { startLyingServer } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import {
	type ClientOptions,
	createClient,
	type Learned,
	nodeTransport,
	systemClock,
	type Target,
} from "../src/index.ts";

type LyingOptions = NonNullable<Parameters<typeof startLyingServer>[0]>;

const boxed = { name: "boxed", command: "make", schedule: "R1//P1Y", container: { image: "i" } };
const plain = { name: "plain", command: "make", schedule: "R1//P1Y" };

/** A client of a small Chronos, with what it has learned. */
async function open(options: LyingOptions, target: Partial<Target> = {}) {
	const server = await startLyingServer(options);
	const learned: Learned[] = [];
	const clientOptions: ClientOptions = {
		transport: nodeTransport({ http, https }),
		clock: systemClock,
		onLearned: (news) => void learned.push(news),
	};
	const client = createClient({ name: "site", urls: [server.url], ...target }, clientOptions);
	return {
		server,
		client,
		learned,
		async [Symbol.asyncDispose]() {
			await client[Symbol.asyncDispose]();
			await server.close();
		},
	};
}

describe("what a server is", () => {
	it.each<[string, LyingOptions, readonly Build[]]>([
		["HEAD by a field", { build: "HEAD", jobs: [plain] }, ["HEAD"]],
		["one with GPUs by a field", { build: "gpus", jobs: [plain] }, ["gpus"]],
		["a release by what is missing", { build: "3.0.2", jobs: [plain] }, ["3.0.0", "3.0.1", "3.0.2"]],
		["one since 3.0.1 by a container", { build: "3.0.2", jobs: [plain, boxed] }, ["3.0.1", "3.0.2"]],
		["3.0.0 by a container", { build: "3.0.0", jobs: [plain, boxed] }, ["3.0.0"]],
		["2.5 by a field", { dialect: "2.x", build: "2.5", jobs: [plain] }, ["2.5"]],
		["an older one by what is missing", { dialect: "2.x", build: "2.4", jobs: [plain] }, ["2.3", "2.4"]],
		["2.5 by its leader", { dialect: "2.x", build: "2.5" }, ["2.5"]],
		["an older one by having none", { dialect: "2.x", build: "2.4" }, ["2.3", "2.4"]],
		["not known without jobs", { build: "3.0.2" }, buildsOf("3.x")],
	])("is told: %s", async (_, options, expected) => {
		await using site = await open(options);
		expect(await site.client.server.builds()).toEqual(expected);
	});

	it("is told by any list on the way, which is heard once and costs nothing", async () => {
		await using site = await open({ build: "HEAD", jobs: [plain] });
		await site.client.jobs.list();
		await site.client.jobs.list();
		expect(site.learned).toEqual([{ dialect: "3.x" }, { dialect: "3.x", builds: ["HEAD"] }]);
		expect(await site.client.server.builds()).toEqual(["HEAD"]);
		expect(site.server.requests.map(({ path }) => path)).toEqual(["/v1/scheduler/jobs", "/v1/scheduler/jobs"]);
	});

	it("is taken from whoever says it, whatever the jobs tell", async () => {
		await using site = await open({ build: "HEAD", jobs: [plain] }, { dialect: "3.x", build: "3.0.1" });
		await site.client.jobs.list();
		expect(await site.client.server.builds()).toEqual(["3.0.1"]);
		expect(site.learned).toEqual([]);
	});

	it.each<[string, readonly Build[], readonly Build[], number]>([
		["is not asked for again", ["HEAD"], ["HEAD"], 0],
		["becomes clearer", ["3.0.1", "HEAD"], ["HEAD"], 1],
		["is another one after an exchange", ["3.0.2"], ["HEAD"], 1],
	])("when it was seen before, %s", async (_, supposed, ...[expected, news]) => {
		await using site = await open({ build: "HEAD", jobs: [plain] }, { dialect: "3.x", supposed });
		expect(await site.client.server.builds()).toEqual(supposed);
		expect(site.server.requests).toEqual([]);
		await site.client.jobs.find("plain");
		expect(await site.client.server.builds()).toEqual(expected);
		expect(site.learned).toHaveLength(news);
	});
});

describe("what a build of 2.x before 2.5 has no call for", () => {
	const old = { dialect: "2.x", build: "2.4" } as const;

	it("is not sent", async () => {
		await using site = await open({ ...old, jobs: [plain] }, old);
		await expect(site.client.jobs.markSuccessful("plain")).rejects.toMatchObject({
			code: "target.unsupported",
			message: expect.stringContaining("a server of 2.4 has no call for it"),
		});
		await expect(site.client.jobs.start("plain", "-v")).rejects.toMatchObject({ code: "target.unsupported" });
		expect(await site.client.server.leader()).toBeUndefined();
		expect(site.server.requests).toEqual([]);
		await site.client.jobs.start("plain");
		expect(site.server.writes).toHaveLength(1);
	});
});
