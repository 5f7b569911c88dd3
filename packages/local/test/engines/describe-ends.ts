import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir, type TestEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { engineClient } from "../../src/executors/docker/engine-client.ts";
import { sandboxAt } from "../attempts.ts";
import { untilSaid } from "../describe-executor.ts";
import { containerExecutor, containerSpec, launchContainer, runContainer } from "./container-attempts.ts";

/** How attempts end, and what is left of them. */
export function describeEnds(get: () => TestEngine): void {
	describe("an attempt in a container", () => {
		it("that takes more memory than it has is killed, and that is said", async () => {
			const { end } = await runContainer(get(), { command: "a=xxxxxxxx; while :; do a=$a$a; done", mem: 64 });
			expect(end).toMatchObject({ kind: "exited", signal: "SIGKILL" });
			// Podman 4 does not know, and the kernel does not tell everybody.
			expect(end).toMatchObject(get().name === "docker" || isKernelHeard() ? { reason: "out-of-memory" } : {});
		});

		it("that somebody else kills is not said to have taken too much memory", async () => {
			const { end } = await runContainer(get(), { command: "kill -9 $$", mem: 64 });
			expect(end).toMatchObject({ kind: "exited", signal: "SIGKILL" });
			expect(end).not.toHaveProperty("reason");
		});
	});

	describe("the logs of a container", () => {
		it("are there while it runs, and soon", async () => {
			using directory = tempDir();
			const sandbox = sandboxAt(join(directory.path, "s"));
			const spec = containerSpec(get(), {
				command: 'echo here; until [ -e "$MESOS_SANDBOX/go" ]; do :; done; echo there; sleep 30',
			});
			const attempt = await launchContainer(containerExecutor(get()), spec, sandbox);
			await untilSaid(sandbox.stdoutFile, "here\n");
			const before = performance.now();
			writeFileSync(join(sandbox.workDirectory, "go"), "");
			await untilSaid(sandbox.stdoutFile, "there\n");
			const tookMs = performance.now() - before;
			await attempt.stop(0);
			// The bench measures it; here three suites share the machine.
			expect(tookMs).toBeLessThan(3000);
		});

		it("say what kept the shell from being started", async () => {
			const parameters = [
				{ key: "network", value: "none" },
				{ key: "entrypoint", value: "/no/such/shell" },
			];
			const { end, stderr } = await runContainer(get(), { command: "true", container: { parameters } });
			expect(end).not.toMatchObject({ exitCode: 0 });
			expect(stderr).toMatch(/no\/such\/shell|failed to exec/);
		});

		it("say what kept a program from being started", async () => {
			const missing = { command: "no-such-program", shell: false, container: { type: "MESOS" } };
			const { end, stderr } = await runContainer(get(), missing);
			expect(end).toMatchObject({
				exitCode: get().name === "docker" ? 127 : 1,
				detail: expect.stringMatching(/cannot be run: No such file or directory$/),
			});
			expect(stderr).toMatch(/no-such-program|failed to exec/);
		});
	});

	it("a container that several remove at once is gone for each of them", async () => {
		const { host, socketPath, image } = get();
		const client = engineClient({ kind: "unix", text: host, socketPath });
		const id = await client.create("chronos-job-removed", { Image: image, Cmd: ["sleep", "60"] });
		await client.start(id);
		const remove = async () => {
			await client.remove(id);
			return client.findContainer(id);
		};
		expect(await Promise.all([remove(), remove(), remove()])).toEqual([undefined, undefined, undefined]);
	});

	describe("a container that cannot be had", { concurrent: true }, () => {
		it.each([
			[
				"an image that nobody has",
				{ container: { image: "localhost/none:1" } },
				"the image localhost/none:1 cannot be pulled: ",
			],
			[
				"a directory that is not on this machine",
				{ command: "true", container: { volumes: [{ containerPath: "/x", hostPath: "/nonexistent/x" }] } },
				"/nonexistent/x",
			],
			["a user that its image does not know", { command: "true", runAsUser: "nobody-here" }, "nobody-here"],
		])("is refused for %s, in the words of the engine", async (_, fields, words) => {
			using directory = tempDir();
			const launched = await containerExecutor(get()).start(
				containerSpec(get(), { command: "true", ...fields }),
				sandboxAt(join(directory.path, "s")),
			);
			expect(launched).toMatchObject({ kind: "failed", reason: expect.stringContaining(words) });
			expect(launched).not.toMatchObject({ isPassing: true });
		});
	});
}

function isKernelHeard(): boolean {
	try {
		closeSync(openSync("/dev/kmsg", "r"));
		return true;
	} catch {
		return false;
	}
}
