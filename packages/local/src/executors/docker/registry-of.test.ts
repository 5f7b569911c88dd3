import { expect, it } from "vitest";
import { registryOf } from "./registry-of.ts";

it.each([
	["busybox", "docker.io"],
	["library/busybox:1.36", "docker.io"],
	["docker.io/library/busybox", "docker.io"],
	["registry-1.docker.io/a", "docker.io"],
	["localhost/a", "localhost"],
	["reg.example.org/a", "reg.example.org"],
	["reg:5000/a/b:1", "reg:5000"],
	["reg:5000/a@sha256:0123", "reg:5000"],
])("%s comes from %s", (image, host) => {
	expect(registryOf(image).host).toBe(host);
});

it("a registry is known by its parts too, the nearest first", () => {
	expect(registryOf("reg:5000/team/tool:1").keys).toEqual(["reg:5000/team/tool", "reg:5000/team", "reg:5000"]);
});

it("Docker Hub is known under its old address", () => {
	expect(registryOf("busybox")).toMatchObject({
		keys: ["docker.io", "index.docker.io", "registry-1.docker.io"],
		server: "https://index.docker.io/v1/",
	});
});
