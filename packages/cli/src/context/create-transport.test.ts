import * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createTransport } from "./create-transport.ts";

/** A server that answers everything, also what a proxy is asked, and keeps the first lines. */
async function listen() {
	const heard: string[] = [];
	const server = http.createServer((request, response) => {
		heard.push(`${request.method} ${request.url}`);
		response.end("pong");
	});
	server.on("connect", (request, socket) => {
		heard.push(`${request.method} ${request.url}`);
		socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

it.each([
	["through the proxy that is set", {}, "proxy"],
	["straight where there is an exception", { NO_PROXY: "127.0.0.1" }, "server"],
	["straight when the proxy is for something else", { HTTP_PROXY: "" }, "server"],
])("a request goes %s", async (_, env, expected) => {
	await using proxy = await listen();
	await using server = await listen();
	const variables = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, ...env };
	await using transport = createTransport({ urls: [server.url] }, variables, { http, https });
	const request = { method: "GET", base: server.url, path: "/ping", headers: {}, patienceMs: 5000 } as const;
	await transport.send(request).catch(() => undefined);
	expect({ proxy: proxy.heard.length > 0, server: server.heard.length > 0 }).toEqual({
		proxy: expected === "proxy",
		server: expected === "server",
	});
});

it("what a socket does not need is not loaded", async () => {
	await using transport = createTransport(
		{ urls: ["unix:///nowhere.sock"] },
		{},
		{
			http,
			get https(): never {
				throw new Error("loaded");
			},
		},
	);
	const request = { method: "GET", base: "unix:///nowhere.sock", path: "/", headers: {}, patienceMs: 1000 } as const;
	await expect(transport.send(request)).rejects.toMatchObject({ code: "ENOENT" });
});
