import { describe, expect, it } from "vitest";
import { parseEndpoint } from "./endpoint.ts";

describe("where an engine is reached", () => {
	it.each([
		["unix:///run/docker.sock", { kind: "unix", socketPath: "/run/docker.sock" }],
		["tcp://10.0.0.1:2375", { kind: "tcp", host: "10.0.0.1", port: 2375 }],
		["tcp://box", { kind: "tcp", host: "box", port: 2375 }],
		["http://box:80", { kind: "tcp", host: "box", port: 80 }],
		["https://box", { kind: "tcp", host: "box", port: 443, tls: {} }],
		["tcp://[::1]:99", { kind: "tcp", host: "::1", port: 99 }],
	])("is read from %s", (text, expected) => {
		expect(parseEndpoint(text)).toEqual({ text, ...expected });
	});

	it("has another port by default where TLS protects it", () => {
		expect(parseEndpoint("tcp://box", { ca: "x" })).toMatchObject({ port: 2376, tls: { ca: "x" } });
	});

	it.each([
		["ssh://me@box", "goes through ssh"],
		["npipe:////./pipe/docker", "neither unix"],
		["/run/docker.sock", "neither unix"],
		["unix://relative", "neither unix"],
		["tcp://", "is no address"],
	])("cannot be read from %s", (text, reason) => {
		expect(parseEndpoint(text)).toMatchObject({ kind: "unusable", reason: expect.stringContaining(reason) });
	});

	it.each([
		["ssh://me@box", '-L "$HOME/.docker/forwarded.sock:/var/run/docker.sock" me@box &&'],
		["ssh://box:2222/run/podman.sock", '-L "$HOME/.docker/forwarded.sock:/run/podman.sock" -p 2222 box &&'],
	])("through ssh is had by forwarding: %s", (text, words) => {
		expect(parseEndpoint(text)).toMatchObject({ kind: "unusable", advice: expect.stringContaining(words) });
	});

	it("is not made a command where a shell would read more than a name", () => {
		expect(parseEndpoint("ssh://me@box;reboot")).not.toHaveProperty("advice");
	});
});
