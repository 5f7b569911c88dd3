import { once } from "node:events";
import { createServer } from "node:http";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { engineDesk } from "./engine-desk.ts";

/** Asks at the desk where an engine answers this, three at a time. */
async function choices(info: object, version: object = {}) {
	using folder = tempDir();
	const asked: string[] = [];
	const server = createServer((request, reply) => {
		const path = (request.url ?? "").replace(/^\/v[\d.]+/, "");
		asked.push(path);
		const answer = { "/info": info, "/version": version }[path] ?? {};
		reply.writeHead(200, { "api-version": "1.41" }).end(JSON.stringify(answer));
	});
	server.listen(`${folder.path}/x.sock`);
	await once(server, "listening");
	const environment = { DOCKER_HOST: `unix://${folder.path}/x.sock` };
	const desk = engineDesk({ environment, isRoot: true, clock: systemClock, hostName: "here" });
	const chosen = await Promise.all([desk.choose(), desk.choose(), desk.choose()]);
	server.closeAllConnections();
	server.close();
	return { asked, chosen };
}

describe("the desk", () => {
	it("asks once for all who wait for an engine", async () => {
		const { asked, chosen } = await choices({});
		expect(asked.toSorted()).toEqual(["/_ping", "/info", "/version"]);
		expect(new Set(chosen).size).toBe(1);
	});

	it.each([
		["on this machine", { Name: "here" }, { isRootless: false, seesFiles: true }],
		["that does not say where it is", {}, { seesFiles: true }],
		["behind a socket that leads elsewhere", { Name: "there" }, { seesFiles: false }],
		["in a machine made for it", { Name: "vm", OperatingSystem: "Docker Desktop" }, { seesFiles: true }],
		["of a user, in Podman", { Rootless: true }, { isRootless: true }],
		["of a user, in Docker", { SecurityOptions: ["name=seccomp", "name=rootless"] }, { isRootless: true }],
	])("knows an engine %s", async (_, info, traits) => {
		const { chosen } = await choices(info);
		expect(chosen[0]).toMatchObject({ traits });
	});
});
