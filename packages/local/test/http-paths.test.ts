import { describe, expect, it } from "vitest";
import { gunzipSync } from "node:zlib";
import { later, openStage, type Stage } from "./http.samples.ts";

const api = "/v1/scheduler";

async function withHello(): Promise<Stage> {
	const stage = await openStage();
	await stage.put({ name: "hello", command: "echo hi", schedule: later });
	return stage;
}

describe("negotiation", () => {
	it.each([
		// Content-Type, where every call of these paths asks for JSON.
		["GET", `${api}/jobs`, { "content-type": "text/plain" }, 415],
		["GET", `${api}/jobs`, { "content-type": "application/json;charset=utf-8" }, 200],
		["GET", `${api}/jobs`, { "content-type": "" }, 200],
		["GET", `${api}/graph/dot`, { "content-type": "text/plain" }, 415],
		["PUT", `${api}/job/hello`, { "content-type": "text/plain" }, 415],
		["DELETE", `${api}/job/hello`, { "content-type": "text/plain" }, 415],
		["POST", `${api}/dependency`, { "content-type": "text/plain" }, 415],
		["POST", `${api}/dependency`, {}, 415],
		["POST", `${api}/iso8601`, { "content-type": "text/json" }, 415],
		// Where it does not matter.
		["DELETE", `${api}/task/kill/hello`, { "content-type": "text/plain" }, 204],
		["GET", `${api}/stats/mean`, { "content-type": "text/plain" }, 200],
		["GET", `${api}/leader`, { "content-type": "text/plain" }, 200],
		// Accept.
		["GET", `${api}/jobs`, { accept: "text/html" }, 406],
		["GET", `${api}/jobs`, { accept: "*/*" }, 200],
		["PUT", `${api}/job/hello`, { accept: "text/html" }, 406],
		["GET", `${api}/graph/csv`, { accept: "application/json" }, 406],
		["GET", `${api}/graph/dot`, { accept: "text/*" }, 200],
		["GET", "/metrics", { accept: "text/html" }, 200],
		// The method is looked at first.
		["PUT", `${api}/jobs`, { "content-type": "text/plain", accept: "text/html" }, 405],
	])("answers %s %s with %o by %s", async (...[method, path, headers, status]) => {
		await using stage = await withHello();
		const answer = await stage.ask(method, path, { headers });
		expect([answer.status, status > 400 && answer.body !== ""]).toEqual([status, false]);
	});
});

describe("paths and methods", () => {
	it.each([
		["GET", `${api}/jobs/`, 200],
		["GET", `${api}/job/hello/`, 200],
		["GET", `${api}/job/he%6Clo`, 200],
		["GET", `${api}/job/hello;v=1`, 200],
		["HEAD", `${api}/job/hello`, 200],
		["HEAD", "/ping", 200],
		["GET", `${api}/job/a%2Fb`, 400],
		["GET", `${api}/nope`, 404],
		["GET", `${api}/`, 404],
		["GET", `${api}//jobs`, 404],
		["GET", `${api}/job`, 404],
		["GET", `${api}/jobs/search?limit=x`, 404],
		["GET", `${api}/jobs/search?offset=1.5`, 404],
		["GET", `${api}/jobs/search?limit=99999999999`, 404],
		["PUT", `${api}/task/x`, 404],
		["DELETE", `${api}/task/all`, 404],
		["PUT", `${api}/iso8601`, 405],
		["PATCH", `${api}/jobs`, 405],
		["POST", "/ping", 405],
		["PUT", "/metrics", 405],
		["POST", "/logging", 200],
		["OPTIONS", `${api}/jobs`, 204],
		["GET", "/", 200],
	])("answers %s %s by %s", async (method, path, status) => {
		await using stage = await withHello();
		expect((await stage.ask(method, path)).status).toBe(status);
	});

	it.each([
		["GET", "/v1/scheduler", 404, "Not Found"],
		["GET", "/v1//scheduler/jobs", 404, "Not Found"],
		["GET", "/leader", 404, "Not Found"],
		["POST", "/info", 404, "Not Found"],
		["GET", "/index.html", 404, "Not Found"],
		["GET", "/scheduler/jobs", 404, "Not Found"],
		["PUT", "/nope", 405, "HTTP method PUT is not supported by this URL"],
		["DELETE", "/ping", 405, "HTTP method DELETE is not supported by this URL"],
	])("shows the page of the web server for %s %s", async (...[method, path, status, reason]) => {
		await using stage = await openStage();
		const answer = await stage.ask(method, path);
		expect(answer.status).toBe(status);
		expect(answer.headers).toMatchObject({
			"content-type": "text/html;charset=iso-8859-1",
			"cache-control": "must-revalidate,no-cache,no-store",
			"content-length": String(answer.body.length),
		});
		expect(answer.body).toContain(`<p>Problem accessing ${path}. Reason:\n<pre>    ${reason}</pre></p>`);
	});

	it("says what may be done with a path", async () => {
		await using stage = await openStage();
		const allowed = await Promise.all(
			["/jobs", "/iso8601", "/job/x"].map(async (path) => (await stage.ask("PATCH", api + path)).headers["allow"]),
		);
		expect(allowed).toEqual(["GET,HEAD,OPTIONS", "POST,OPTIONS", "GET,PUT,DELETE,HEAD,OPTIONS"]);
	});

	it("refuses an escape that is none, and goes on", async () => {
		await using stage = await openStage();
		expect(await stage.ask("GET", `${api}/job/%zz`)).toMatchObject({ status: 400 });
		expect(await stage.ask("GET", `${api}/jobs`)).toMatchObject({ status: 200, body: "[]" });
	});

	it("describes its paths in WADL", async () => {
		await using stage = await openStage();
		const { body } = await stage.ask("GET", `${api}/application.wadl`);
		expect(body).toContain('<resource path="/v1/scheduler/job/{name}"><method name="GET"/>');
	});
});

describe("headers", () => {
	it("says who it is and that everybody may read", async () => {
		await using stage = await openStage();
		for (const path of [`${api}/jobs`, `${api}/nope`, "/nope", `${api}/job/x`]) {
			expect((await stage.ask("GET", path)).headers).toMatchObject({
				server: "Jetty(9.3.z-SNAPSHOT)",
				"access-control-allow-origin": "*",
			});
		}
	});

	it("knows the length of what stands beside the router, and of nothing else", async () => {
		await using stage = await openStage();
		expect((await stage.ask("GET", "/ping")).headers).toMatchObject({ "content-length": "5" });
		expect((await stage.ask("GET", `${api}/jobs`)).headers).not.toHaveProperty("content-length");
	});

	it("compresses what is asked for and long enough", async () => {
		await using stage = await withHello();
		const ask = async (method: string, path: string, accept = "gzip") => {
			const { signal } = new AbortController();
			const headers = { "accept-encoding": accept };
			return stage.handler({ method, target: path, headers, body: new Uint8Array(), signal });
		};
		const reply = await ask("GET", `${api}/jobs`);
		expect(reply.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding, User-Agent" });
		expect(JSON.parse(gunzipSync(reply.body as Uint8Array).toString())).toHaveLength(1);
		const plain = [
			ask("GET", "/ping"),
			ask("GET", `${api}/jobs`, "br"),
			ask("GET", `${api}/nope`),
			ask("PUT", `${api}/job/success/hello`),
		];
		for (const answer of await Promise.all(plain)) expect(answer.headers).not.toHaveProperty("content-encoding");
	});

	it("sends to HEAD what GET would say about itself, without a body", async () => {
		await using stage = await withHello();
		const [get, head] = [await stage.ask("GET", "/ping"), await stage.ask("HEAD", "/ping")];
		expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
		expect(head.body).toBe("");
		expect((await stage.ask("HEAD", `${api}/jobs`)).body).toBe("");
	});

	it("answers ping as a servlet", async () => {
		await using stage = await openStage();
		const origin = "http://here:4400";
		const [plain, own] = [
			await stage.ask("GET", "/ping"),
			await stage.ask("GET", "/ping", { headers: { origin, host: "here:4400" } }),
		];
		expect(plain).toMatchObject({ status: 200, body: "pong\n" });
		expect(plain.headers).not.toHaveProperty("access-control-allow-origin");
		expect(plain.headers).toMatchObject({
			"content-type": "text/plain;charset=iso-8859-1",
			"access-control-allow-credentials": "true",
		});
		expect(own.headers["access-control-allow-origin"]).toBe(origin);
	});
});

describe("pages of other sites", () => {
	const host = "localhost:4400";
	it.each([
		["POST", { origin: "http://evil.example", host }, 403],
		["DELETE", { origin: "null", host }, 403],
		["PUT", { "sec-fetch-site": "cross-site", host }, 403],
		["PUT", { origin: "http://localhost:4400.evil.example", host }, 403],
		["PUT", { origin: "http://localhost:4400", host }, 400],
		["PUT", { "sec-fetch-site": "same-origin", host }, 400],
	])("%s with %o gets %s", async (method, headers, status) => {
		await using stage = await openStage();
		const answer = await stage.ask(method, `${api}/job/x`, { headers });
		expect(answer.status).toBe(method === "POST" && status !== 403 ? 405 : status);
		expect(JSON.parse(answer.body)).toHaveProperty("message");
	});

	it("may not read", async () => {
		await using stage = await openStage();
		const answer = await stage.ask("GET", `${api}/jobs`, { headers: { origin: "http://evil.example", host } });
		expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
	});
});

describe("credentials", () => {
	const facts = { credentials: { user: "u", password: "secret" } };
	const authorization = `Basic ${Buffer.from("u:secret").toString("base64")}`;

	it.each([`${api}/jobs`, "/ping", "/", `${api}/nope`])("are asked for at %s", async (path) => {
		await using stage = await openStage({ facts });
		const refused = await stage.ask("GET", path);
		expect(refused).toMatchObject({ status: 401 });
		expect(refused.headers).toMatchObject({ "www-authenticate": 'basic realm="Mesosphere"' });
		expect(refused.headers).not.toHaveProperty("access-control-allow-origin");
		expect(refused.body).toContain("<pre>    Unauthorized</pre>");
		expect((await stage.ask("GET", path, { headers: { authorization } })).status).not.toBe(401);
	});
});
