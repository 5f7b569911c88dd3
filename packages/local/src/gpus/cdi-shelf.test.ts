import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { cdiShelf } from "./cdi-shelf.ts";

function specOf(...names: readonly string[]): string {
	return JSON.stringify({ kind: "nvidia.com/gpu", devices: names.map((name) => ({ name })) });
}

it("specifications are those that are there now, whatever they were before", () => {
	using folder = tempDir({ "a.json": specOf("0"), "notes.txt": specOf("9"), "b/x": "" });
	const shelf = cdiShelf();
	const names = () => shelf(["/nonexistent", folder.path]).map((spec) => spec.names.join(" "));
	expect(names()).toEqual(["nvidia.com/gpu=0"]);
	expect(names()).toEqual(["nvidia.com/gpu=0"]);
	folder.write("a.json", specOf("0", "1"));
	folder.write("c.yaml", "kind: amd.com/gpu\ndevices: [{name: '0'}]\n");
	expect(names()).toEqual(["nvidia.com/gpu=0 nvidia.com/gpu=1", "amd.com/gpu=0"]);
	expect(shelf([folder.path])[0]?.file).toBe(join(folder.path, "a.json"));
});
