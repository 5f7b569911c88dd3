import { join } from "node:path";
import { Job } from "@chronos-job/schemas";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openGpuDesk } from "./gpu-desk.ts";

const podman = { isPodman: true };
const all = [
	{ id: "GPU-a", vendor: "nvidia", index: 0 },
	{ id: "GPU-b", vendor: "nvidia", index: 1 },
] as const;

function specOf(...names: readonly string[]): string {
	return JSON.stringify({ kind: "nvidia.com/gpu", devices: names.map((name) => ({ name })) });
}

function jobOf(gpus: number, fields: object = { container: { image: "a" } }) {
	return Job.parse({ name: "train", schedule: "R//PT1H", command: "x", gpus, ...fields });
}

/** A desk of a machine with two GPUs, one of which a specification names. */
function openDesk(known: readonly (typeof all)[number][] = all) {
	const files = tempDir({ "cdi/nvidia.json": specOf("0") });
	const cdiFolders = [join(files.path, "cdi")];
	const desk = openGpuDesk({ known: () => known, cdiFolders, programFolders: [join(files.path, "bin")] });
	const unnamed = `Podman gives GPUs to containers by CDI, and no specification in ${cdiFolders[0]} names GPU-b. Run \`sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml\``;
	return { ...desk, files, unnamed, [Symbol.dispose]: () => files[Symbol.dispose]() };
}

describe("what a job would get", () => {
	it("is what the latest engine gives", () => {
		using desk = openDesk();
		expect(desk.foresee(jobOf(1))).toMatchObject({ isPodman: false, grant: { requested: ["GPU-a"] } });
		desk.meet({ isPodman: false, hasNvidiaRuntime: true });
		expect(desk.foresee(jobOf(1))).toMatchObject({ grant: { runtime: "nvidia" } });
		desk.files.write("bin/nvidia-container-runtime-hook", "");
		expect(desk.foresee(jobOf(1))).toMatchObject({ grant: { requested: ["GPU-a"] } });
		desk.meet(podman);
		expect(desk.foresee(jobOf(1))).toMatchObject({ isPodman: true, grant: { cdiNames: ["nvidia.com/gpu=0"] } });
	});

	it("is refused when too few of them are named, until they are", () => {
		using desk = openDesk();
		desk.meet(podman);
		expect(desk.foresee(jobOf(2))).toEqual({ kind: "refused", reason: desk.unnamed });
		desk.files.write("cdi/more.json", specOf("1"));
		expect(desk.foresee(jobOf(2))).toMatchObject({
			grant: { cdiNames: ["nvidia.com/gpu=0", "nvidia.com/gpu=1"] },
		});
	});

	it.each([
		["that asks for none", jobOf(0)],
		["without a container", jobOf(2, {})],
	])("is nothing for one %s", (_, job) => {
		using desk = openDesk();
		desk.meet(podman);
		expect(desk.foresee(job)).toMatchObject({ kind: "granted", grant: { requested: [], cdiNames: [], nodes: [] } });
	});
});

it("a Docker that has nothing for GPUs is doubted", () => {
	using desk = openDesk();
	expect(desk.findDoubt(jobOf(1))).toMatch("nothing was found by which Docker gives GPUs");
	expect(desk.findDoubt(jobOf(0))).toBeUndefined();
	desk.files.write("bin/nvidia-container-runtime-hook", "");
	expect(desk.findDoubt(jobOf(1))).toBeUndefined();
	desk.meet(podman);
	expect(desk.findDoubt(jobOf(2))).toBeUndefined();
});

describe("what an attempt gets", () => {
	it("is its own", async () => {
		using desk = openDesk();
		expect(await desk.grant(["GPU-a"], podman)).toMatchObject({ grant: { cdiNames: ["nvidia.com/gpu=0"] } });
		expect(await desk.grant(undefined, podman)).toMatchObject({ kind: "granted", grant: { cdiNames: [] } });
	});

	it("is refused with what helps", async () => {
		using desk = openDesk();
		expect(await desk.grant(["GPU-b"], podman)).toEqual({ kind: "refused", reason: desk.unnamed });
	});

	it("is waited for while the driver has yet to tell of it", async () => {
		using desk = openDesk([]);
		expect(await desk.grant(["GPU-b"], podman)).toMatchObject({ kind: "failed", isPassing: true });
	});
});
