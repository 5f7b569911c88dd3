import { statSync } from "node:fs";
import { memoryHost, type MemoryHostOptions, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openTunnel } from "./open-tunnel.ts";

const request = { method: "GET", base: "http://chronos:4400", path: "/ping", headers: {}, patienceMs: 1 } as const;

/** An ssh whose connection is alive or not; `start` says what comes of opening one. */
async function sendThrough(ssh: { alive: boolean; start: () => string }, env: Readonly<Record<string, string>> = {}) {
	using dir = tempDir();
	const calls: string[] = [];
	let leads = false;
	const machine: Partial<MemoryHostOptions> = {
		async runProgram(words) {
			const order = words[words.indexOf("-O") + 1] ?? "";
			const does = words.includes("-O") ? order : "start";
			calls.push(does);
			if (does === "check") return { exitCode: ssh.alive ? 0 : 255, stdout: "", stderr: "" };
			if (does === "exit") ssh.alive = false;
			if (does !== "start") return { exitCode: 0, stdout: "", stderr: "" };
			const stderr = ssh.start();
			leads = stderr === "" || ssh.alive;
			return { exitCode: stderr === "" ? 0 : 255, stdout: "", stderr };
		},
		openTransport: async () => ({
			async send() {
				if (!leads) throw Object.assign(new Error("x"), { code: "ECONNREFUSED" });
				return { status: 200, headers: {}, body: (async function* () {})() };
			},
			[Symbol.asyncDispose]: async () => undefined,
		}),
	};
	const host = memoryHost({ cwd: dir.path, env: { HOME: dir.path, ...env }, ...machine });
	const tunnel = await openTunnel(host, { name: "far", urls: [request.base] }, "ada@login");
	const outcome = await tunnel.send(request).then(
		({ status }) => status,
		({ message, hint }: { message: string; hint: string }) => `${message} → ${hint}`,
	);
	return { outcome, calls, mode: statSync(`${dir.path}/.cache/chronos-job/ssh`).mode & 0o777 };
}

describe("a tunnel", () => {
	it("is opened when there is none, in a folder that nobody else can enter", async () => {
		const { outcome, calls, mode } = await sendThrough({ alive: false, start: () => "" });
		expect({ outcome, calls, mode }).toEqual({ outcome: 200, calls: ["check", "start"], mode: 0o700 });
	});

	it("that lives and leads nowhere is opened anew", async () => {
		const { outcome, calls } = await sendThrough({ alive: true, start: () => "" });
		expect({ outcome, calls }).toEqual({ outcome: 200, calls: ["check", "exit", "check", "start"] });
	});

	it("that another program has opened meanwhile is as good", async () => {
		const ssh = {
			alive: false,
			start() {
				ssh.alive = true;
				return "bind: Address already in use";
			},
		};
		expect((await sendThrough(ssh)).outcome).toBe(200);
	});

	it("that cannot be opened is told in the words of ssh", async () => {
		const said = "Warning: x\nada@login: Permission denied (publickey).\n";
		const { outcome } = await sendThrough({ alive: false, start: () => said }, { CHRONOS_SSH: "ssh -F config" });
		expect(outcome).toBe(
			"there is no tunnel through ada@login: ada@login: Permission denied (publickey). → Try `ssh -F config ada@login` by hand.",
		);
	});
});
