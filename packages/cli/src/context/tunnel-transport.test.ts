import type { Transport, WireReply, WireRequest } from "@chronos-job/core";
import { expect, it } from "vitest";
import { tunnelTransport } from "./tunnel-transport.ts";

const base = "http://chronos:4400/service";
const plan = { via: "login", sockets: new Map([[base, "/run/ssh/a.s"]]) };
const request: WireRequest = { method: "POST", base, path: "/v1/x?y=1", headers: { accept: "*/*" }, patienceMs: 1 };
const reply: WireReply = { status: 204, headers: {}, body: (async function* () {})() };

function scripted(...results: readonly (WireReply | string)[]) {
	const heard: WireRequest[] = [];
	const transport: Transport = {
		async send(each) {
			const result = results[heard.push(each) - 1];
			if (result === undefined || typeof result === "string") throw Object.assign(new Error("x"), { code: result });
			return result;
		},
		[Symbol.asyncDispose]: async () => undefined,
	};
	return { transport, heard };
}

it("a request goes through the socket as the other side would get it", async () => {
	const { transport, heard } = scripted(reply);
	expect(await tunnelTransport(transport, plan, []).send(request)).toBe(reply);
	expect(heard).toEqual([
		{
			...request,
			base: "unix:///run/ssh/a.s",
			path: "/service/v1/x?y=1",
			headers: { accept: "*/*", host: "chronos:4400" },
		},
	]);
});

it.each([
	[["ENOENT", reply], ["first"], 204],
	[["ECONNREFUSED", "ECONNREFUSED", reply], ["first", "second"], 204],
	[["ECONNREFUSED", "ECONNREFUSED", "ECONNREFUSED"], ["first", "second"], "ECONNREFUSED"],
	[["ECONNRESET"], [], "ECONNRESET"],
] as const)("after %j it has tried %j", async (results, expected, outcome) => {
	const tried: string[] = [];
	const remedy = (name: string) => async () => void tried.push(name);
	const { transport } = scripted(...results);
	const sent = tunnelTransport(transport, plan, [remedy("first"), remedy("second")]).send(request);
	expect(
		await sent.then(
			({ status }) => status,
			(error: { code: string }) => error.code,
		),
	).toBe(outcome);
	expect(tried).toEqual(expected);
});

it("other addresses are left alone", async () => {
	const { transport, heard } = scripted(reply);
	await tunnelTransport(transport, plan, []).send({ ...request, base: "http://elsewhere" });
	expect(heard[0]?.base).toBe("http://elsewhere");
});

it("requests at the same time share a remedy, and later ones have their own", async () => {
	let count = 0;
	const tunnel = tunnelTransport(scripted("ENOENT", "ENOENT", reply, reply, "ENOENT", reply).transport, plan, [
		async () => {
			count += 1;
		},
	]);
	await Promise.all([tunnel.send(request), tunnel.send(request)]);
	expect(count).toBe(1);
	await tunnel.send(request);
	expect(count).toBe(2);
});

it.each([
	["GET", ["ECONNRESET", reply], 204],
	["GET", ["ECONNRESET", "ECONNRESET"], "target.unreachable"],
	["GET", ["ECONNRESET", "EPIPE"], "target.unreachable"],
	["GET", ["EPIPE", reply], 204],
	["GET", ["UND_ERR_SOCKET", reply], 204],
	["GET", ["ECONNRESET", "EMFILE"], "EMFILE"],
	["GET", ["ECONNRESET", "ECONNREFUSED", reply], 204],
	["PUT", ["ECONNRESET", reply], "ECONNRESET"],
] as const)("a %s that breaks off (%j) ends in %s", async (method, results, outcome) => {
	const sent = tunnelTransport(scripted(...results).transport, plan, [async () => undefined]).send({
		...request,
		method,
	});
	expect(
		await sent.then(
			({ status }) => status,
			(error: { code: string }) => error.code,
		),
	).toBe(outcome);
});
