import { expect, it } from "vitest";
import { isApptainerOnly, sourceOf } from "./apptainer-source.ts";
import { fileNameOf } from "./sif-store.ts";

it.each([
	["/images/x.sif", { kind: "file", path: "/images/x.sif" }, true],
	["busybox", { kind: "pulled", uri: "docker://busybox", dockerName: "busybox" }, false],
	[
		"h:5000/a/b@sha256:1",
		{ kind: "pulled", uri: "docker://h:5000/a/b@sha256:1", dockerName: "h:5000/a/b@sha256:1" },
		false,
	],
	["docker://a/b:1", { kind: "pulled", uri: "docker://a/b:1", dockerName: "a/b:1" }, true],
	["oras://h/a:1", { kind: "pulled", uri: "oras://h/a:1", dockerName: "h/a:1" }, true],
	["library://a/b/c", { kind: "pulled", uri: "library://a/b/c" }, true],
	[
		"instance://x",
		{ kind: "refused", reason: 'the image "instance://x" comes from "instance", which is not known here' },
		false,
	],
	["docker://", { kind: "refused", reason: 'the image "docker://" is none' }, true],
])("the image %s is found", (image, source, isOnly) => {
	expect(sourceOf(image)).toEqual(source);
	expect(isApptainerOnly(image)).toBe(isOnly);
});

it("an image is kept under a name of its own", () => {
	expect(fileNameOf("docker://h:5000/a/b:1")).toMatch(/^h_5000_a_b_1-[0-9a-f]{12}\.sif$/);
	expect(fileNameOf("docker://a/b")).not.toBe(fileNameOf("docker://a_b"));
	expect(fileNameOf(`docker://${"x".repeat(400)}`).length).toBeLessThan(200);
});
