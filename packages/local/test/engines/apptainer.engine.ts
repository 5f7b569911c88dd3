import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@chronos-job/core";
import {
	authFileOf,
	pushImage,
	setUp,
	startRegistry,
	tempDir,
	type TestRegistry,
	whyNoRegistry,
} from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { execApptainer } from "../../src/executors/apptainer/exec-apptainer.ts";
import { type Fields, sandboxAt } from "../attempts.ts";
import { describeExecutor } from "../describe-executor.ts";
import {
	apptainerSpec,
	apptainerWith,
	home,
	host,
	launchApptainer,
	makeImageAt,
	runApptainer,
	whyNoApptainer,
} from "./apptainer-attempts.ts";

const whyNot = whyNoApptainer();
let image = "";

setUp(whyNot, (open) => {
	image = makeImageAt(open.use(tempDir()).path);
});

async function outputOf({ container, ...fields }: Fields & { readonly container?: Fields }): Promise<string> {
	const { end, stdout, stderr } = await runApptainer({ ...fields, container: { image, ...container } });
	expect([end, stderr]).toEqual([expect.objectContaining({ exitCode: 0 }), ""]);
	return stdout.toString();
}

describeExecutor("apptainer", () => ({
	open: (options) => apptainerWith(options),
	fields: { container: { image } },
}));

describe("what a job finds with Apptainer", { concurrent: true }, () => {
	it("is its words as they were written, in every way that quoting can go wrong", async () => {
		const command = `printf '[%s]\\n' "$TARGET" "$HINT" "$EMPTY" "$(echo sub) \${TARGET} 100% \`echo bt\` a,b; #c $CHRONOS_JOB_NAME" 'sq "dq" \\\\back'`;
		const environmentVariables = [
			{ name: "TARGET", value: "two  words" },
			{ name: "HINT", value: `it's 5% of $HOME, "q" $(id) a=b;c\`x\`\n\\next\\` },
			{ name: "EMPTY", value: "" },
		];
		const output = await outputOf({
			name: "alice-quote",
			command,
			environmentVariables,
			container: { type: "MESOS" },
		});
		expect(output).toBe(`[two  words]
[it's 5% of $HOME, "q" $(id) a=b;c\`x\`
\\next\\]
[]
[sub two  words 100% bt a,b; #c alice-quote]
[sq "dq" \\\\back]
`);
	});

	it("is nothing of the server's: neither its variables, nor its home, nor its processes", async () => {
		const command = `env | grep -c -e TMPDIR -e 'ENV_'; ls "$HOME" | wc -l; ps -o pid | wc -l`;
		const [variables, files, processes] = (await outputOf({ command })).trim().split("\n").map(Number);
		expect([variables, files]).toEqual([0, 0]);
		expect(processes).toBeLessThan(10);
	});

	it("is its volumes, which it may write or not, whatever their names", async () => {
		using directory = tempDir({ 'in,"a":b/data': "given\n" });
		mkdirSync(join(directory.path, "out"));
		const volumes = [
			{ hostPath: join(directory.path, 'in,"a":b'), containerPath: "/in", mode: "RO" },
			{ hostPath: join(directory.path, "out"), containerPath: "/out", mode: "RW" },
			{ containerPath: "/scratch" },
			{ containerPath: "own", hostPath: join(directory.path, "out") },
		];
		const command =
			"cat /in/data; cp /in/data /out/copy; touch /in/x 2>/dev/null || echo denied; touch /scratch/x && echo ok; ls /mnt/mesos/sandbox/own";
		expect(await outputOf({ command, container: { volumes } })).toBe("given\ndenied\nok\ncopy\n");
		expect(directory.read("out/copy")).toBe("given\n");
	});

	it("is the user of the server", async () => {
		const { uid, gid, name } = host.user;
		const output = await outputOf({ command: 'echo "$(id -u) $(id -g)"', runAsUser: name });
		expect(output).toBe(`${String(uid)} ${String(gid)}\n`);
	});

	it("is a HOME of its own, though Apptainer lets nobody set it", async () => {
		const environmentVariables = [{ name: "HOME", value: "/srv" }];
		expect(await outputOf({ command: "echo $HOME", environmentVariables })).toBe("/srv\n");
	});

	it("is room in /tmp, and nothing of that is left", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "s"));
		const spec = apptainerSpec({
			command: "head -c 100000000 /dev/zero > /tmp/large && wc -c < /tmp/large",
			container: { image },
		});
		const attempt = await launchApptainer(spec, sandbox);
		expect(await attempt.end).toMatchObject({ exitCode: 0 });
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe("100000000\n");
		expect(existsSync(join(sandbox.directory, "scratch"))).toBe(false);
	});

	it("is what its parameters say", async () => {
		const parameters = [
			{ key: "hostname", value: "boxed" },
			{ key: "env", value: "MORE=a,b=c" },
			{ key: "workdir", value: "/srv" },
			{ key: "tmpfs", value: "/cache:size=1m" },
			{ key: "network", value: "none" },
			{ key: "read-only", value: "true" },
			{ key: "dns", value: "10.1.2.3" },
		];
		const command =
			"hostname; echo $MORE; pwd; touch /cache/x && echo ok; tail -n +3 /proc/net/dev | wc -l; touch /x 2>/dev/null || echo denied; grep -c 10.1.2.3 /etc/resolv.conf";
		expect(await outputOf({ command, container: { parameters } })).toBe("boxed\na,b=c\n/srv\nok\n1\ndenied\n1\n");
	});

	it("is the names of its GPUs, even where Apptainer finds no driver", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "s"));
		const spec = apptainerSpec({ command: "echo $CUDA_VISIBLE_DEVICES", container: { image } });
		const attempt = await launchApptainer({ ...spec, devices: ["GPU-1", "GPU-2"] }, sandbox);
		expect(await attempt.end).toMatchObject({ exitCode: 0 });
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe("GPU-1,GPU-2\n");
	});

	it("begins at the root, or with Mesos in its sandbox", async () => {
		expect(await outputOf({ command: "pwd" })).toBe("/\n");
		expect(await outputOf({ command: "pwd", container: { type: "MESOS" } })).toBe("/mnt/mesos/sandbox\n");
	});
});

describe("the end of a job with Apptainer", { concurrent: true }, () => {
	it.each([
		["a program that is not there", "no-such-program", /"no-such-program": executable file not found/],
		["a path that is not there", "/no/such/program", /\/no\/such\/program: no such file/],
		["a file that is no program", "/etc/passwd", /permission denied/],
	])("is told in its own words for %s", async (_, command, words) => {
		const { end } = await runApptainer({ command, shell: false, container: { image, type: "MESOS" } });
		expect(end).toMatchObject({ exitCode: 255, detail: expect.stringMatching(words) });
	});

	it("is that of a file that is no image, in its own words", async () => {
		using directory = tempDir({ "x.sif": "hello" });
		const { end } = await runApptainer({ command: "true", container: { image: join(directory.path, "x.sif") } });
		expect(end).toMatchObject({ exitCode: 255, detail: expect.stringMatching(/x\.sif|image format/) });
	});

	it.each([
		["an image that is not there", { image: "/nonexistent/x.sif" }, "the image /nonexistent/x.sif is not on this"],
		["a path", { volumes: [{ containerPath: "/x", hostPath: "/nonexistent/x" }] }, "/nonexistent/x is not on this"],
	])("comes before its beginning for want of %s", async (_, container, words) => {
		using directory = tempDir();
		const spec = apptainerSpec({ command: "true", container: { image, ...container } });
		const launched = await apptainerWith().start(spec, sandboxAt(join(directory.path, "s")));
		expect(launched).toMatchObject({ kind: "failed", reason: expect.stringContaining(words) });
	});
});

describe("a program beside a job with Apptainer", () => {
	const said: string[] = [];
	const execution = (...words: readonly string[]) => ({
		words,
		tell: (_: string, bytes: Uint8Array) => said.push(Buffer.from(bytes).toString()),
		signal: new AbortController().signal,
	});

	it("is in its container, with its variables and in its directory", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "s"));
		const environmentVariables = [{ name: "MINE", value: "a,b $c" }];
		const spec = apptainerSpec({
			command: "cd /srv; echo x > /tmp/made; sleep 60",
			environmentVariables,
			container: { image },
		});
		const attempt = await launchApptainer(spec, sandbox);
		await untilThere(join(sandbox.directory, "scratch/tmp/made"));
		const line = 'cat /tmp/made; echo "$MINE"; id -u; pidof sleep > /dev/null && echo seen; exit 9';
		expect(await execApptainer(sandbox, execution("/bin/sh", "-c", line), systemClock)).toBe(9);
		expect(said.join("")).toBe(`x\na,b $c\n${String(host.user.uid)}\nseen\n`);
		expect(await execApptainer(sandbox, execution("no-such-program"), systemClock)).toBe(127);
		await attempt.stop(0);
		expect(await attempt.end).toMatchObject({ kind: "exited" });
	});
});

async function untilThere(file: string): Promise<void> {
	for (let look = 0; look < 500 && !existsSync(file); look += 1) await sleep(20);
}

describe("an image that Apptainer has from a registry", () => {
	const whyNoPull = whyNoRegistry();
	let registry: TestRegistry;
	let name = "";

	const open = setUp(whyNot ?? whyNoPull, async (open) => {
		registry = open.use(await startRegistry());
		const config = {
			Entrypoint: ["/bin/echo", "entered"],
			Cmd: ["alone"],
			Env: ["FROM_IMAGE=1", "PATH=/bin"],
			WorkingDir: "/srv",
		};
		name = await pushImage(registry, { name: "team/tool:1", root: image, config });
	});

	function executorWith(directory: string, password = registry.login.password) {
		const folder = tempDir({ "config.json": authFileOf(registry.host, { ...registry.login, password }) });
		open.use(folder);
		return apptainerWith({ imageDirectory: directory, environment: { HOME: home, DOCKER_CONFIG: folder.path } });
	}

	async function wordsOf(fields: Fields, directory: string): Promise<string> {
		using place = tempDir();
		const sandbox = sandboxAt(join(place.path, "s"));
		const spec = apptainerSpec({ ...fields, container: { image: name, ...(fields["container"] as Fields) } });
		const attempt = await launchApptainer(spec, sandbox, executorWith(directory));
		await attempt.end;
		return readFileSync(sandbox.stdoutFile, "utf8") + readFileSync(sandbox.stderrFile, "utf8");
	}

	it("is pulled once, and has its entry point, its variables and its directory", async () => {
		using images = tempDir();
		const { path } = images;
		expect(await wordsOf({ command: "", shell: false }, path)).toBe("entered alone\n");
		const [before] = statsIn(path);
		expect(await wordsOf({ command: "a", arguments: ["b c", "$d"], shell: false }, path)).toBe("entered a b c $d\n");
		expect(await wordsOf({ command: "echo $FROM_IMAGE; pwd" }, path)).toBe("1\n/srv\n");
		expect(await wordsOf({ command: "/bin/pwd", shell: false, container: { type: "MESOS" } }, path)).toBe("/srv\n");
		const parameters = [{ key: "entrypoint", value: "/bin/printf" }];
		expect(await wordsOf({ command: "[%s]", arguments: ["x"], shell: false, container: { parameters } }, path)).toBe(
			"[x]",
		);
		expect(statsIn(path)).toEqual([before]);
		expect(await wordsOf({ command: "true", container: { forcePullImage: true } }, path)).toBe("");
		expect(statsIn(path)).not.toEqual([before]);
	});

	it("is not had with the wrong password, which nobody is told, and how to log in is", async () => {
		using images = tempDir();
		const spec = apptainerSpec({ command: "true", container: { image: name } });
		const executor = executorWith(images.path, "hush-hush");
		const launched = await executor.start(spec, sandboxAt(join(images.path, "s")));
		const reason = launched.kind === "running" ? "" : launched.reason;
		expect(reason).toMatch(`the image ${name} cannot be pulled: `);
		expect(reason).toMatch(`apptainer registry login --username NAME docker://${registry.host}`);
		expect(reason).not.toMatch(/hush|alice/);
	});
});

function statsIn(directory: string) {
	const files = readdirSync(directory).filter((file) => file.endsWith(".sif"));
	return files.map((file) => [file, statSync(join(directory, file)).ino]);
}
