import { Job } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import { containersExecutor } from "./containers.ts";
import type { AttemptSpec, Availability, Executor, Recovery, Sandbox } from "./executor.ts";

const sandbox: Sandbox = { directory: "", workDirectory: "", stdoutFile: "", stderrFile: "" };
const missing: Availability = { available: false, reason: "there is no engine", hint: "Install one." };

/** One that says its name wherever it is asked. */
function executor(name: string, isThere: boolean, recovery: Recovery = { kind: "never-claimed" }): Executor {
	return {
		name,
		probe: async () => (isThere ? { available: true } : missing),
		describe: () => (isThere ? name : undefined),
		findObstacle: () => name,
		start: async () => ({ kind: "refused", reason: name }),
		recover: async () => recovery,
	};
}

function specOf(image: string): AttemptSpec {
	const job = Job.parse({ name: "a", schedule: "R1//P1Y", command: "x", container: { image } });
	return { job, nonce: "n", taskId: "t" };
}

type Mode = Parameters<typeof containersExecutor>[0]["mode"];

it.each<[string, { docker: boolean; apptainer: boolean; mode?: Mode; image?: string }, string]>([
	["an engine that is there", { docker: true, apptainer: true }, "docker"],
	["Apptainer where there is no engine", { docker: false, apptainer: true }, "apptainer"],
	["the engine that may come where there is neither", { docker: false, apptainer: false }, "docker"],
	["what it was told to be", { docker: true, apptainer: true, mode: "apptainer" }, "apptainer"],
	["the engine it was told to be", { docker: false, apptainer: true, mode: "docker" }, "docker"],
	["Apptainer where only that knows the image", { docker: true, apptainer: true, image: "/x.sif" }, "apptainer"],
])("what runs a container is %s", async (_, { docker, apptainer, mode = "auto", image = "busybox" }, expected) => {
	const both = { docker: executor("docker", docker), apptainer: executor("apptainer", apptainer), mode };
	const chosen = containersExecutor(both);
	expect(await chosen.start(specOf(image), sandbox)).toEqual({ kind: "refused", reason: expected });
	expect(chosen.findObstacle?.(specOf(image).job)).toBe(expected);
});

it.each<[string, { docker: boolean; apptainer: boolean; mode?: Mode }, string | undefined]>([
	["the engine", { docker: true, apptainer: false }, "docker"],
	["both, where both are there", { docker: true, apptainer: true }, "docker; SIF files with apptainer"],
	["Apptainer where there is no engine", { docker: false, apptainer: true }, "apptainer"],
	["nothing where there is nothing", { docker: false, apptainer: false }, undefined],
	["what it was told to be", { docker: true, apptainer: true, mode: "apptainer" }, "apptainer"],
])("what containers are run with is said to be %s", async (_, { docker, apptainer, mode = "auto" }, expected) => {
	const both = { docker: executor("docker", docker), apptainer: executor("apptainer", apptainer), mode };
	const chosen = containersExecutor(both);
	await chosen.probe();
	expect(chosen.describe?.()).toBe(expected);
});

it("nothing runs where there is neither, and both are named", async () => {
	const both = { docker: executor("docker", false), apptainer: executor("apptainer", false) };
	expect(await containersExecutor({ ...both, mode: "auto" }).probe()).toEqual({
		...missing,
		reason: "there is no engine, and there is no Apptainer either",
	});
	expect(await containersExecutor({ ...both, mode: "docker" }).probe()).toEqual(missing);
});

it("an engine that has answered is waited for", async () => {
	const script = { isThere: true };
	const docker = { ...executor("docker", true), probe: async () => (script.isThere ? { available: true } : missing) };
	const chosen = containersExecutor({
		docker: docker as Executor,
		apptainer: executor("apptainer", true),
		mode: "auto",
	});
	expect(await chosen.probe()).toEqual({ available: true });
	script.isThere = false;
	expect(await chosen.probe()).toEqual(missing);
	expect(await chosen.start(specOf("busybox"), sandbox)).toMatchObject({ reason: "docker" });
	expect(await chosen.start(specOf("/x.sif"), sandbox)).toMatchObject({ reason: "apptainer" });
});

it("an image that only Apptainer knows is told at once where that is missing", async () => {
	const both = { docker: executor("docker", true), apptainer: executor("apptainer", false) };
	const chosen = containersExecutor({ ...both, mode: "auto" });
	await chosen.probe();
	const { job } = specOf("library://a/b");
	expect(chosen.findObstacle?.(job)).toBe("the image library://a/b needs Apptainer: there is no engine");
});

it("an attempt is found by whoever began it", async () => {
	const end: Recovery = { kind: "lost", reason: "x" };
	const both = { docker: executor("docker", true), apptainer: executor("apptainer", true, end) };
	expect(await containersExecutor({ ...both, mode: "docker" }).recover(specOf("b"), sandbox)).toEqual(end);
});
