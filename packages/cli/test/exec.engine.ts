import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { setUp, startEngine, tempDir, type TestEngine, whyNoEngine } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { type FakeTerminal, fakeTerminal } from "./fake-terminal.ts";
import { type MemoryMachine, memoryMachine } from "./memory-machine.ts";

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));

describe.each(["podman", "docker"] as const)("a program in a container of %s", (name) => {
	const whyNot = whyNoEngine(name);
	let machine: MemoryMachine;
	let env: Readonly<Record<string, string>>;

	setUp(whyNot, async (open) => {
		const engine: TestEngine = open.use(await startEngine(name));
		const container = { image: engine.image, parameters: [{ key: "network", value: "none" }] };
		const job = { name: "job", command: "sleep 600", runAsUser: "", schedule: "R1//P1Y", container };
		const home = open.use(tempDir({ "job.json": JSON.stringify(job) }));
		env = { HOME: home.path, PATH: process.env["PATH"] ?? "", DOCKER_HOST: engine.host, TERM: "vt220" };
		machine = open.use(memoryMachine(home.path));
		await main(["submit", "job.json", "--yes"], machine.host({ env }));
		open.defer(async () => void (await main(["kill", "job", "--yes", "--wait"], machine.host({ env }))));
	});

	async function say(words: readonly string[], stdin: string | Uint8Array = "") {
		const host = machine.host({ env, stdin });
		const exit = await main(["exec", "job", "--", ...words], host);
		return { exit, ...host.written };
	}

	/** The same on a terminal, on which somebody acts while it goes on. */
	async function sayAtTerminal(words: readonly string[], act: (terminal: FakeTerminal) => Promise<void>) {
		const terminal = fakeTerminal({ columns: 71, rows: 19 });
		const host = { ...machine.host({ env, overwrites: true }), terminal };
		const [exit] = await Promise.all([main(["exec", "job", "--", ...words], host), act(terminal)]);
		return { exit, text: terminal.written(), isRaw: terminal.isRaw() };
	}

	it("reads what is piped in, to its end, and has two outputs", async () => {
		const answer = await say(["sh", "-c", "cat; echo odd >&2; exit 6"], "a\nb");
		expect(answer).toEqual({ exit: 6, stdout: "a\nb", stderr: "odd\n" });
	});

	it("gets ten megabytes through it, byte for byte", async () => {
		const bytes = Buffer.from(randomBytes(7_500_000).toString("base64"));
		const { exit, stdout } = await say(["cat"], bytes);
		expect({ exit, isSame: stdout === bytes.toString() }).toEqual({ exit: 0, isSame: true });
	});

	it("gets bytes that are no text, and prints them as they are", async () => {
		const bytes = randomBytes(1_000_000);
		const parts: Uint8Array[] = [];
		const stdout = { write: (text: string | Uint8Array) => void parts.push(Buffer.from(text)) };
		const exit = await main(["exec", "job", "--", "cat"], { ...machine.host({ env, stdin: bytes }), stdout });
		expect({ exit, isSame: Buffer.concat(parts).equals(bytes) }).toEqual({ exit: 0, isSame: true });
	});

	it("need not read what is piped in, and all that it says is heard, or known to be missing", async () => {
		const { exit, stdout, stderr } = await say(["sh", "-c", "seq 100000; exit 3"], Buffer.alloc(10_000_000));
		const isKnown = name === "podman" && stderr.startsWith("the program ended before it had read its input");
		expect({ exit, isWhole: isKnown || stdout.length === 588_895 }).toEqual({ exit: 3, isWhole: true });
		expect(stderr).toMatch(/^(?:the program ended before .*\n)?$/);
	});

	it("sees the end of an input that is empty", async () => {
		expect(await say(["wc", "-c"])).toEqual({ exit: 0, stdout: "0\n", stderr: "" });
	});

	it("stands in a pipe like any other program", async () => {
		const line = ["exec", "job", "--", "sh", "-c", "wc -c; echo odd >&2; exit 3"];
		const child = spawn(process.execPath, ["--conditions=@chronos-job/source", bin, ...line], { env });
		child.stdin.end("x".repeat(1e6));
		const [stdout, stderr, [status]] = await Promise.all([
			text(child.stdout),
			text(child.stderr),
			once(child, "close"),
		]);
		expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: "1000000\n", stderr: "odd\n" });
	});

	it("has a terminal where there is one, which is as it was afterwards", async () => {
		const line = 'stty size; echo $TERM; trap "stty size; exit 4" INT; echo ready; while :; do sleep 0.05; done';
		const { exit, text, isRaw } = await sayAtTerminal(["sh", "-c", `sleep 0.3; ${line}`], async (terminal) => {
			await terminal.untilWritten("ready");
			expect(terminal.isRaw()).toBe(true);
			terminal.resize(33, 9);
			await new Promise((resolve) => setTimeout(resolve, 300));
			terminal.type("\u0003");
		});
		expect({ exit, isRaw }).toEqual({ exit: 4, isRaw: false });
		expect(text.replaceAll("\r", "")).toBe("19 71\nvt220\nready\n^C9 33\n");
	});

	it("is left alone when this program is asked to end, and the terminal is as it was", async () => {
		const { exit, isRaw } = await sayAtTerminal(["sh", "-c", "echo ready; sleep 60"], async (terminal) => {
			await terminal.untilWritten("ready");
			terminal.send("SIGTERM");
		});
		expect({ exit, isRaw }).toEqual({ exit: 130, isRaw: false });
	});
});
