import { once } from "node:events";
import { createServer } from "node:http";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { findRunning } from "./find-running.ts";

/** Looks for the container of a job where an engine has these. */
async function look(containers: readonly object[], details: object = {}) {
	using directory = tempDir();
	const socketPath = `${directory.path}/engine.sock`;
	const server = createServer((request, response) => {
		const path = request.url ?? "";
		if (path.endsWith("/_ping")) response.writeHead(200, { "api-version": "1.40" }).end("OK");
		else response.end(JSON.stringify(path.includes("/containers/json") ? containers : details));
	});
	server.listen({ path: socketPath });
	await once(server, "listening");
	try {
		const environment = { DOCKER_HOST: `unix://${socketPath}` };
		return await findRunning({ root: "/state/sandboxes", job: "web", environment, clock: systemClock });
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const attempt = (id: string, fields: object = {}) => ({
	Id: id,
	State: "running",
	Labels: { "chronos-job.sandbox": `/state/sandboxes/${id}`, "chronos-job.task": `ct:1${id}:0:web:` },
	...fields,
});

it("takes the latest attempt of this state directory that runs", async () => {
	const foreign = { Labels: { "chronos-job.sandbox": "/state/sandboxes-of-another/9" } };
	const found = await look([attempt("1"), attempt("2"), attempt("3", { State: "exited" }), attempt("9", foreign)]);
	expect(found).toMatchObject({ id: "2", taskId: "ct:12:0:web:", ports: [], sharesNetwork: false });
});

it("finds nothing where nothing runs", async () => {
	expect(await look([attempt("3", { State: "exited" })])).toBeUndefined();
});

it("tells each mapped port once, and not those that are only exposed", async () => {
	const Ports = {
		"8888/tcp": null,
		"90/udp": [{ HostIp: "127.0.0.1", HostPort: "31000" }],
		"80/tcp": [
			{ HostIp: "0.0.0.0", HostPort: "8080" },
			{ HostIp: "::", HostPort: "8080" },
		],
	};
	const found = await look([attempt("1")], { NetworkSettings: { Ports } });
	expect(found?.ports).toEqual([
		{ port: 80, protocol: "tcp", address: "", hostPort: 8080 },
		{ port: 90, protocol: "udp", address: "127.0.0.1", hostPort: 31_000 },
	]);
});

it("knows which container has the network of its machine", async () => {
	expect(await look([attempt("1")], { HostConfig: { NetworkMode: "host" } })).toMatchObject({ sharesNetwork: true });
});
