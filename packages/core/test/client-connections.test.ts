import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, test } from "vitest";
import { createClient, type RawExchange, undiciTransport } from "@chronos-job/core";
import { clientsOver, hastyClock as clock, job, transports, v1 } from "./client-over.ts";
import { pathsOf, startScripted } from "./scripted-server.ts";

describe.each(transports)("over %s", (_, openTransport) => {
	const clientOf = clientsOver(openTransport);

	describe("several addresses", () => {
		const dead = "http://127.0.0.1:1";

		test("are tried in their order, and the one that works is remembered", async () => {
			await using server = await startScripted(() => ({ body: [] }));
			const raw: RawExchange[] = [];
			await using client = clientOf([], { target: { urls: [dead, server.url] }, onRaw: (one) => raw.push(one) });
			await client.jobs.list();
			await client.jobs.list();
			expect(raw.map(({ url, status }) => [url, status])).toEqual([
				[`${dead}${v1}/jobs`, undefined],
				[`${server.url}${v1}/jobs`, 200],
				[`${server.url}${v1}/jobs`, 200],
			]);
		});

		test("are a way round a standby for reads, not for writes", async () => {
			await using standby = await startScripted(() => ({ status: 503 }));
			await using leader = await startScripted(() => ({ body: [] }));
			await using client = clientOf([standby, leader], { target: { dialect: "3.x" } });
			await expect(client.jobs.put(job)).rejects.toMatchObject({ code: "target.unreachable", status: 503 });
			expect(leader.heard).toEqual([]);
			expect(await client.jobs.list()).toEqual([]);
		});

		test("serve a write when the first cannot have seen it", async () => {
			await using server = await startScripted(() => ({ status: 204 }));
			await using client = clientOf([], { target: { urls: [dead, server.url], dialect: "3.x" } });
			await client.jobs.put(job);
			expect(server.lines()).toEqual([`POST ${v1}/iso8601`]);
		});

		test("that are all dead are all named", async () => {
			await using client = clientOf([], { target: { urls: [dead, "http://127.0.0.1:2"] } });
			await expect(client.jobs.list()).rejects.toMatchObject({
				code: "target.unreachable",
				message: expect.stringMatching(
					/^none of the 2 addresses .*127\.0\.0\.1:1: nothing.*127\.0\.0\.1:2: nothing listens there$/,
				),
			});
		});

		test("are needed", async () => {
			await using client = clientOf([]);
			await expect(client.jobs.list()).rejects.toMatchObject({ code: "config.invalid" });
		});
	});

	test("a wrong password is told with its realm, and without itself", async () => {
		const headers = { "www-authenticate": 'basic realm="Mesosphere"' };
		await using server = await startScripted(() => ({ status: 401, headers, body: "Unauthorized" }));
		const credentials = { kind: "basic", user: "ada", password: "hünter2" } as const;
		await using client = clientOf([server], { target: { credentials } });
		const error = await client.jobs.list().catch((cause: unknown) => cause);
		expect(error).toMatchObject({ code: "target.unauthorized", status: 401 });
		expect(String(error)).toMatch(/ does not let ada in for "Mesosphere"$/);
		const [, encoded = ""] = server.heard[0]?.headers.authorization?.split(" ") ?? [];
		expect(Buffer.from(encoded, "base64").toString("latin1")).toBe("ada:hünter2");
	});

	test("a socket on this machine and a path before all paths are addresses too", async () => {
		using dir = tempDir();
		await using local = await startScripted(pathsOf({ [`${v1}/jobs`]: [] }), { path: join(dir.path, "a b.sock") });
		await using remote = await startScripted(pathsOf({ [`/service/chronos${v1}/jobs`]: [] }));
		await using client = clientOf([local]);
		await using far = clientOf([], { target: { urls: [`${remote.url}/service/chronos/`] } });
		expect(await client.jobs.list()).toEqual([]);
		expect(await far.jobs.list()).toEqual([]);
	});

	test("a certificate is trusted when its authority is named", async () => {
		const read = (name: string) => readFileSync(new URL(`fixtures/tls/loopback-${name}.pem`, import.meta.url), "utf8");
		const [key, cert] = [read("key"), read("certificate")];
		await using server = await startScripted(() => ({ body: [] }), { tls: { key, cert } });
		await using trusting = clientOf([server], { ca: cert });
		await using wary = clientOf([server]);
		expect(await trusting.jobs.list()).toEqual([]);
		await expect(wary.jobs.list()).rejects.toMatchObject({
			code: "target.unreachable",
			message: expect.stringContaining("certificate"),
		});
	});

	test("a caller who gives up hears their own reason, before and during a call", async () => {
		const end = new AbortController();
		await using server = await startScripted(() => {
			end.abort(new Error("enough"));
			return undefined;
		});
		await using client = clientOf([server]);
		await expect(client.jobs.list({ signal: end.signal })).rejects.toThrow("enough");
		await expect(client.jobs.list({ signal: end.signal })).rejects.toThrow("enough");
		expect(server.heard).toHaveLength(1);
	});
});

describe("a proxy", () => {
	async function listThrough(env: (proxy: string) => Readonly<Record<string, string>>): Promise<readonly string[]> {
		await using proxy = await startScripted(() => ({ body: [] }));
		await using server = await startScripted(() => ({ body: [] }));
		const transport = undiciTransport({ env: env(proxy.url) });
		await using client = createClient({ name: "test", urls: [server.url] }, { transport, clock });
		await client.jobs.list();
		return proxy.lines().map((line) => line.replace(server.url, "SERVER"));
	}

	test.each([
		["HTTP_PROXY names", (url: string) => ({ HTTP_PROXY: url })],
		["http_proxy names without a scheme", (url: string) => ({ http_proxy: url.replace("http://", "") })],
		["ALL_PROXY names", (url: string) => ({ ALL_PROXY: url })],
	])("that %s is used", async (_, env) => {
		expect(await listThrough(env)).toEqual([`GET SERVER${v1}/jobs`]);
	});

	test.each([
		["NO_PROXY excepts the host", (url: string) => ({ HTTP_PROXY: url, NO_PROXY: "localhost,127.0.0.1" })],
		["only another scheme has one", (url: string) => ({ HTTPS_PROXY: url })],
		["nothing is said", () => ({})],
	])("is left out when %s", async (_, env) => {
		expect(await listThrough(env)).toEqual([]);
	});
});
