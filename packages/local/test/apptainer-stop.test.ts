import { chmodSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { apptainerExecutor } from "../src/executors/apptainer.ts";
import { systemProcesses } from "../src/executors/processes.ts";
import { host, launch, sandboxAt, specOf, textOf } from "./attempts.ts";

// As a first process does that hears a signal before it listens to them.
const slow = `#!/bin/sh
[ "$1" != --version ] || exec echo apptainer version 1.4.5
trap 'exit 2' TERM
echo on
while :; do sleep 0.01; done
`;

it("kills a container that is still being set up, whose own end says nothing of the job", async () => {
	using folder = tempDir({ apptainer: slow, "image/file": "" });
	chmodSync(join(folder.path, "apptainer"), 0o755);
	const executor = apptainerExecutor({
		processes: systemProcesses,
		clock: systemClock,
		host: { ...host, path: `${folder.path}:${host.path}` },
		fetch: { cacheDirectory: "/nonexistent/cache", maxBytes: 1e6 },
		environment: {},
		imageDirectory: join(folder.path, "images"),
	});
	const sandbox = sandboxAt(join(folder.path, "s"));
	const container = { image: join(folder.path, "image") };
	const attempt = await launch(specOf({ command: "sleep 60", container }), sandbox, executor);
	await textOf(sandbox.stdoutFile);
	await attempt.stop(100);
	const end = await attempt.end;
	expect(end).toMatchObject({ kind: "exited", signal: "SIGKILL" });
	expect(end).not.toHaveProperty("exitCode");
});
