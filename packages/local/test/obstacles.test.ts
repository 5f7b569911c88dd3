import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { executorWith, host, runJob, specOf } from "./attempts.ts";

const nobody = { ...host, user: { name: "nobody", uid: 65_534, gid: 65_534, home: "/" } };

describe("what keeps a job from ever being launched", () => {
	it.each([
		["a user that the server may not become", { runAsUser: "root" }, "wants to run as root"],
		["a custom executor", { executor: "/bin/x" }, "the custom executor"],
		["no command", { command: "" }, "the job has no command"],
		["an address that cannot be fetched", { command: "ftp://h/a" }, "only http and https"],
	])("is %s", (_, fields, reason) => {
		const executor = executorWith({ host: nobody });
		expect(executor.findObstacle?.(specOf({ command: "true", ...fields }).job)).toContain(reason);
		expect(executor.findObstacle?.(specOf({ command: "true" }).job)).toBeUndefined();
	});
});

describe("a command that is an address", () => {
	it("is fetched and run, and nothing else is", async () => {
		const asked: (string | undefined)[] = [];
		const server = createServer(({ url }, response) => {
			asked.push(url);
			response.end('#!/bin/sh\necho "$# $1 $CHRONOS_JOB_NAME"\n');
		});
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		const web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const other = { uris: [`${web}/other`], shell: false, arguments: ["dropped"] };
		const alone = await runJob({ command: `${web}/bin/tool.sh?x=1`, ...other }, { args: "dropped" });
		const followed = await runJob({ command: `${web}/bin/tool.sh "a b"`, ...other });
		server.close();
		expect([alone.stdout.toString(), followed.stdout.toString()]).toEqual(["0  nightly\n", "1 a b nightly\n"]);
		expect(asked).toEqual(["/bin/tool.sh?x=1", "/bin/tool.sh"]);
	});
});
