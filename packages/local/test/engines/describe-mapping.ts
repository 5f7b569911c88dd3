import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir, type TestEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { sandboxAt } from "../attempts.ts";
import {
	containerExecutor,
	type ContainerFields,
	containerSpec,
	launchContainer,
	runContainer,
} from "./container-attempts.ts";

function networkInterfacesOfHost(): number {
	return readdirSync("/sys/class/net").length;
}

const none = { key: "network", value: "none" };

/** What a job asks for is what its container has. */
export function describeMapping(get: () => TestEngine): void {
	const outputOf = async (fields: ContainerFields): Promise<string> => {
		const { end, stdout, stderr } = await runContainer(get(), fields);
		expect([end, stderr]).toEqual([expect.objectContaining({ exitCode: 0 }), ""]);
		return stdout.toString();
	};

	describe("what a job in a container finds", { concurrent: true }, () => {
		it("is its words as they were written, in every way that quoting can go wrong", async () => {
			const command = `printf '[%s]\\n' "$TARGET" "$HINT" "$EMPTY" "$(echo sub) \${TARGET} 100% \`echo bt\` a,b; #c $CHRONOS_JOB_NAME" 'sq "dq" \\\\back'`;
			const environmentVariables = [
				{ name: "TARGET", value: "two  words" },
				{ name: "HINT", value: `it's 5% of $HOME, "q" $(id) a=b;c\`x\`` },
				{ name: "EMPTY", value: "" },
			];
			const output = await outputOf({
				name: "alice-quote",
				command,
				environmentVariables,
				container: { type: "MESOS" },
			});
			expect(output).toBe(`[two  words]
[it's 5% of $HOME, "q" $(id) a=b;c\`x\`]
[]
[sub two  words 100% bt a,b; #c alice-quote]
[sq "dq" \\\\back]
`);
		});

		it("is its sandbox, and what it leaves there stays", async () => {
			using directory = tempDir();
			const sandbox = sandboxAt(join(directory.path, "s"));
			const spec = containerSpec(get(), { command: 'cd "$MESOS_SANDBOX" && echo kept > file', runAsUser: "inside" });
			const attempt = await launchContainer(containerExecutor(get()), spec, sandbox);
			expect(await attempt.end).toMatchObject({ exitCode: 0 });
			expect(readFileSync(join(sandbox.workDirectory, "file"), "utf8")).toBe("kept\n");
		});

		it("is its volumes, which it may write or not", async () => {
			using directory = tempDir({ "in/data": "given\n" });
			mkdirSync(join(directory.path, "out"));
			const volumes = [
				{ hostPath: join(directory.path, "in"), containerPath: "/in", mode: "RO" },
				{ hostPath: join(directory.path, "out"), containerPath: "/out", mode: "RW" },
				{ containerPath: "/scratch" },
			];
			const command =
				"cat /in/data; cp /in/data /out/copy; touch /in/x 2>/dev/null || echo denied; touch /scratch/x && echo ok";
			expect(await outputOf({ command, container: { volumes } })).toBe("given\ndenied\nok\n");
			expect(directory.read("out/copy")).toBe("given\n");
		});

		it("is a volume of the engine under its name, which outlives it", async () => {
			const external = { name: "kept-here", provider: "local" };
			const volumes = [{ containerPath: "/v", external }];
			expect(await outputOf({ command: "echo once > /v/x", container: { volumes } })).toBe("");
			expect(await outputOf({ command: "cat /v/x", container: { volumes } })).toBe("once\n");
		});

		it.each([
			["none", [none], 1],
			["the machine's", [], networkInterfacesOfHost()],
		])("is the network it asked for: %s", async (_, parameters, count) => {
			const output = await outputOf({ command: "ls /sys/class/net", container: { parameters } });
			expect(output.trim().split("\n")).toHaveLength(count);
		});

		it.each([
			["the number that it names", { runAsUser: "1234:2345" }, "1234 2345"],
			["the user of its image that it names", { runAsUser: "inside" }, "4321 4321"],
			["the user of its image when it names nobody", { runAsUser: "" }, "0 0"],
		])("is %s", async (_, fields, expected) => {
			expect(await outputOf({ command: 'echo "$(id -u) $(id -g)"', ...fields })).toBe(`${expected}\n`);
		});

		it("is the memory that it asked for, and shares of the CPUs", async () => {
			const command =
				"cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null; " +
				"cat /sys/fs/cgroup/cpu/cpu.shares /sys/fs/cgroup/cpu.weight 2>/dev/null; true";
			const [memory, shares] = (await outputOf({ command, mem: 100, cpus: 0.5 })).trim().split("\n");
			expect(memory).toBe(String(100 * 2 ** 20));
			expect(["512", "20"]).toContain(shares);
		});

		it("is what its parameters say", async () => {
			const parameters = [
				none,
				{ key: "hostname", value: "boxed" },
				{ key: "shm-size", value: "8m" },
				{ key: "env", value: "MORE=1" },
				{ key: "workdir", value: "/srv" },
				{ key: "read-only", value: "true" },
				{ key: "tmpfs", value: "/tmp:size=1m" },
				{ key: "ulimit", value: "nofile=100:100" },
				{ key: "ulimit", value: "nproc=500:500" },
				{ key: "add-host", value: "db:10.1.2.3" },
			];
			const command =
				'hostname; df -m /dev/shm | tail -1 | awk "{print \\$2}"; echo $MORE; pwd; ' +
				"touch /x 2>/dev/null || echo denied; touch /tmp/x && echo ok; ulimit -n; grep -c 10.1.2.3 /etc/hosts";
			expect(await outputOf({ command, container: { parameters } })).toBe("boxed\n8\n1\n/srv\ndenied\nok\n100\n1\n");
		});
	});

	describe("the image of a container", { concurrent: true }, () => {
		it("has its entry point, its variables and its directory where the job leaves them to it", async () => {
			const image = await get().makeImage("localhost/entry:1", [
				'ENTRYPOINT ["/bin/echo", "entered"]',
				'CMD ["alone"]',
				"ENV FROM_IMAGE=1",
				"WORKDIR /srv",
				"USER inside",
			]);
			const container = { image };
			expect(await outputOf({ command: "", shell: false, container })).toBe("entered alone\n");
			expect(await outputOf({ command: "a", arguments: ["b c"], shell: false, container })).toBe("entered a b c\n");
			const shown = { command: "echo $FROM_IMAGE; pwd; id -un" };
			expect(await outputOf({ ...shown, container })).toBe("1\n/srv\ninside\n");
			const mesos = { image, type: "MESOS" };
			expect(await outputOf({ command: "/bin/pwd", shell: false, container: mesos })).toBe("/srv\n");
		});

		it("says nothing about the directory, and with Mesos that is the sandbox", async () => {
			expect(await outputOf({ command: "pwd", container: { type: "MESOS" } })).toBe("/mnt/mesos/sandbox\n");
		});
	});
}
