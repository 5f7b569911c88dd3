import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { readAmdNodes } from "./amd-nodes.ts";

function node(minor: number): string {
	return `cpu_cores_count 0\nsimd_count 440\ndrm_render_minor ${minor}\nunique_id 77\n`;
}

it("the files of AMD's GPUs are told by their driver, in the order of its nodes", async () => {
	using topology = tempDir({
		"0/properties": "cpu_cores_count 64\ndrm_render_minor 0\n",
		"10/properties": node(9999),
		"2/properties": node(9128),
		"3/other": "",
	});
	const { kfd, render } = await readAmdNodes(topology.path);
	expect(kfd.path).toBe("/dev/kfd");
	expect(render.map(({ path }) => path)).toEqual(["/dev/dri/renderD9128", "/dev/dri/renderD9999"]);
});

it("nothing is told of a machine without that driver", async () => {
	expect((await readAmdNodes("/nonexistent")).render).toEqual([]);
});
