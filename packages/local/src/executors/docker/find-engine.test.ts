import { hash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createNetServer } from "node:net";
import { getuid } from "node:process";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { readEnginePlaces } from "./engine-places.ts";
import { findEngine } from "./find-engine.ts";

const config = JSON.stringify({ currentContext: "lab" });
const meta = (host: string, more = {}) => JSON.stringify({ Endpoints: { docker: { Host: host, ...more } } });
const metaFile = `contexts/meta/${hash("sha256", "lab")}/meta.json`;
const tlsFolder = `contexts/tls/${hash("sha256", "lab")}/docker`;

describe("the places where an engine may be", () => {
	it("are the usual sockets, rootless ones too", async () => {
		using home = tempDir();
		const places = await readEnginePlaces({ HOME: home.path, XDG_RUNTIME_DIR: "/run/user/7" });
		expect(places.map(({ endpoint }) => endpoint.text)).toEqual([
			"unix:///var/run/docker.sock",
			"unix:///run/user/7/docker.sock",
			"unix:///run/user/7/podman/podman.sock",
			`unix://${home.path}/.docker/run/docker.sock`,
			`unix://${home.path}/.docker/desktop/docker.sock`,
			"unix:///run/podman/podman.sock",
		]);
	});

	it("are those of the session that nobody has named", async () => {
		const places = await readEnginePlaces({});
		const own = `unix:///run/user/${String(getuid?.())}/podman/podman.sock`;
		expect(places.map(({ endpoint }) => endpoint.text)).toContain(own);
	});

	it("are left as the variable says that named the context", async () => {
		using folder = tempDir({ "config.json": config, [metaFile]: meta("tcp://lab:2375") });
		const undoOf = async (more: object) =>
			(await readEnginePlaces({ DOCKER_CONFIG: folder.path, ...more })).map(({ wish }) => wish?.undo);
		expect(await undoOf({})).toEqual(["docker context use default"]);
		expect(await undoOf({ DOCKER_CONTEXT: "lab" })).toEqual(["unset DOCKER_CONTEXT"]);
	});

	it("are one when somebody wants it: DOCKER_HOST before the context before CONTAINER_HOST", async () => {
		using folder = tempDir({ "config.json": config, [metaFile]: meta("tcp://lab:2375") });
		const whole = { DOCKER_HOST: "tcp://a:1", CONTAINER_HOST: "unix:///c", DOCKER_CONFIG: folder.path };
		const wishOf = async (environment: Record<string, string>) => {
			const places = await readEnginePlaces(environment);
			return places.map(({ endpoint, wish }) => [endpoint.text, wish?.by]);
		};
		expect(await wishOf(whole)).toEqual([["tcp://a:1", "DOCKER_HOST"]]);
		expect(await wishOf({ ...whole, DOCKER_HOST: "" })).toEqual([["tcp://lab:2375", "the docker context lab"]]);
		expect(await wishOf({ ...whole, DOCKER_HOST: "", DOCKER_CONTEXT: "default" })).toEqual([
			["unix:///c", "CONTAINER_HOST"],
		]);
	});

	it("have the certificates that go with them", async () => {
		using folder = tempDir({
			"config.json": config,
			[metaFile]: meta("tcp://lab", { SkipTLSVerify: true }),
			[`${tlsFolder}/ca.pem`]: "CA",
			"ca.pem": "other",
			"key.pem": "K",
		});
		const [context] = await readEnginePlaces({ DOCKER_CONFIG: folder.path });
		expect(context?.endpoint).toMatchObject({ port: 2376, tls: { ca: "CA", skipsVerification: true } });
		const variables = { DOCKER_HOST: "tcp://a", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: folder.path };
		const [host] = await readEnginePlaces(variables);
		expect(host?.endpoint).toMatchObject({ port: 2376, tls: { ca: "other", key: "K", skipsVerification: false } });
	});

	it("are said not to be there when the context is not", async () => {
		using folder = tempDir({ "config.json": "{broken" });
		const [place] = await readEnginePlaces({ DOCKER_CONFIG: folder.path, DOCKER_CONTEXT: "gone" });
		expect(place?.endpoint).toMatchObject({ kind: "unusable", reason: "there is none of that name" });
	});
});

describe("the search for an engine", () => {
	const search = { isRoot: true, clock: systemClock };

	it("takes the first that answers", async () => {
		using home = tempDir({ ".docker/run/x": "" });
		const server = createServer((_, answer) => answer.writeHead(200, { "api-version": "1.41" }).end("OK"));
		server.listen(`${home.path}/.docker/run/docker.sock`);
		await once(server, "listening");
		const found = await findEngine({ ...search, environment: { HOME: home.path, DOCKER_HOST: "" } });
		server.close();
		// A machine that has an engine of its own answers with that one.
		expect(found).toMatchObject({ available: true });
	});

	it("does not wait long for one that takes calls and answers none, and tells of it when there is no other", async () => {
		using home = tempDir({ "podman/x": "" });
		const [silent, other] = [createNetServer(), createServer((_, answer) => answer.end("OK"))];
		const [silentSocket, otherSocket] = [`${home.path}/docker.sock`, `${home.path}/podman/podman.sock`];
		silent.listen(silentSocket);
		other.listen(otherSocket);
		await Promise.all([once(silent, "listening"), once(other, "listening")]);
		const environment = { XDG_RUNTIME_DIR: home.path };
		const startedAt = performance.now();
		const found = await findEngine({ ...search, environment });
		expect(found).toMatchObject({ available: true });
		expect(performance.now() - startedAt).toBeLessThan(3000);
		other.close();
		silent.close();
	});

	it("takes nothing for an engine that is none", async () => {
		using home = tempDir();
		const server = createServer((_, answer) => answer.end("<html>")).listen(`${home.path}/x.sock`);
		await once(server, "listening");
		const environment = { DOCKER_HOST: `unix://${home.path}/x.sock` };
		const found = await findEngine({ ...search, environment });
		server.close();
		expect(found).toMatchObject({
			reason: expect.stringMatching(/x\.sock, which is there, and what answers is no engine$/),
		});
	});

	it.each([
		[
			"unix:///nonexistent/x.sock",
			"DOCKER_HOST wants unix:///nonexistent/x.sock, which is not there",
			/^Run `unset DOCKER_HOST`\.$/,
		],
		[
			"ssh://box",
			"DOCKER_HOST wants ssh://box, which goes through ssh, and engines are reached by sockets, TCP and TLS",
			/^Run `ssh .* box && export DOCKER_HOST=/,
		],
	])("says what is wrong with %s", async (host, reason, hint) => {
		const found = await findEngine({ ...search, environment: { DOCKER_HOST: host } });
		expect(found).toMatchObject({ available: false, reason, hint: expect.stringMatching(hint) });
	});
});
