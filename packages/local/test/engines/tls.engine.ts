import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { once } from "node:events";
import { Readable } from "node:stream";
import { systemClock } from "@chronos-job/core";
import {
	type Certificates,
	makeCertificates,
	setUp,
	startEngine,
	tempDir,
	type TestEngine,
	whyNoCertificates,
	whyNoEngine,
} from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import type { EngineEnvironment } from "../../src/executors/docker/engine-places.ts";
import { execContainer } from "../../src/executors/docker/exec-container.ts";
import { nameOf } from "../../src/executors/docker/launch-container.ts";
import { findEngine } from "../../src/executors/docker/find-engine.ts";
import { freePort } from "./free-port.ts";
import {
	type ContainerFields,
	containerExecutor,
	containerSpec,
	launchContainer,
	runContainer,
} from "./container-attempts.ts";
import { sandboxAt } from "../attempts.ts";

describe("an engine behind TLS", () => {
	const whyNot = whyNoEngine("docker") ?? whyNoCertificates();
	let engine: TestEngine;
	let certificates: Certificates;
	let port: number;
	let plainPort: number;

	setUp(whyNot, async (open) => {
		certificates = makeCertificates(open.use(tempDir()));
		const { server } = certificates;
		[port, plainPort] = [await freePort(), await freePort()];
		const files = ["--tlscacert", "ca", "--tlscert", "cert", "--tlskey", "key"].map((word) =>
			word.startsWith("--") ? word : join(server, `${word}.pem`),
		);
		const hosts = [`--host=tcp://127.0.0.1:${port}`, `--host=tcp://127.0.0.2:${port}`];
		engine = open.use(await startEngine("docker", { words: [...hosts, "--tlsverify", ...files] }));
		const plain = open.adopt(
			createServer((socket) => socket.on("error", () => {}).end("HTTP/1.1 200 OK\r\n\r\n")).listen(
				plainPort,
				"127.0.0.1",
			),
			(one) => void one.close(),
		);
		await once(plain, "listening");
	});

	function environmentFor(folder: string, address = `127.0.0.1:${port}`): EngineEnvironment {
		return { DOCKER_HOST: `tcp://${address}`, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: folder };
	}

	const isRun = async (fields: ContainerFields, address?: string) => {
		const environment = environmentFor(certificates.client, address);
		const { end, stdout, stderr } = await runContainer(engine, fields, { environment });
		return { exit: end.kind === "exited" ? end.exitCode : end.kind, stdout: stdout.toString(), stderr };
	};

	it("runs jobs, whose output is written into the sandbox where it is on this machine", async () => {
		const command = 'echo here > "$MESOS_SANDBOX/x"; cat /mnt/mesos/sandbox/x; echo odd >&2; exit 3';
		expect(await isRun({ command })).toEqual({ exit: 3, stdout: "here\n", stderr: "odd\n" });
	});

	it("runs jobs elsewhere, whose output is fetched and whose volumes are its own affair", async () => {
		const command =
			'echo "sandbox:$MESOS_SANDBOX"; ls /mnt 2>&1; i=0; while [ $i -lt 500 ]; do echo $i; i=$((i+1)); done';
		const { exit, stdout } = await isRun({ command }, `127.0.0.2:${port}`);
		expect(exit).toBe(0);
		const lines = stdout.split("\n");
		expect(lines[0]).toBe("sandbox:");
		expect(lines.slice(-501, -1)).toEqual(Array.from({ length: 500 }, (_, index) => String(index)));
		const volumes = [{ containerPath: "/x", hostPath: "/nonexistent/there", mode: "RO" }];
		const environment = environmentFor(certificates.client, `127.0.0.2:${port}`);
		const reasonOf = async (chosen: EngineEnvironment) => {
			using directory = tempDir();
			const executor = containerExecutor(engine, { environment: chosen });
			const spec = containerSpec(engine, { command: "true", container: { volumes } });
			const launched = await executor.start(spec, sandboxAt(join(directory.path, "s")));
			return launched.kind === "running" ? undefined : launched.reason;
		};
		expect(await reasonOf(environmentFor(certificates.client))).toBe(
			"the hostPath /nonexistent/there is not on this machine",
		);
		expect(await reasonOf(environment)).toMatch(/^the container cannot be (?:made|started): .*\/nonexistent\/there/);
	});

	it("lets programs into a container that runs, both sides speaking at a time", async () => {
		using directory = tempDir();
		const environment = environmentFor(certificates.client);
		const spec = containerSpec(engine, { command: "sleep 60" });
		const running = await launchContainer(containerExecutor(engine, { environment }), spec, sandboxAt(directory.path));
		const found = await findEngine({ environment, isRoot: true, clock: systemClock });
		if (!found.available) throw new Error(found.reason);
		const input = Readable.from([Buffer.from("to "), Buffer.from("and fro\n")]);
		let said = "";
		const tell = (_: string, bytes: Uint8Array) => void (said += Buffer.from(bytes).toString());
		const execution = { words: ["sh", "-c", "cat; exit 4"], input, tell, signal: new AbortController().signal };
		const place = { client: found.client, id: nameOf(spec.nonce) };
		expect(await execContainer(place, execution, systemClock)).toBe(4);
		expect(said).toBe("to and fro\n");
		await running.stop(0);
	});

	it("is found again after a restart, and its containers with it", async () => {
		using directory = tempDir();
		const sandbox = sandboxAt(join(directory.path, "s"));
		const environment = environmentFor(certificates.client);
		const spec = containerSpec(engine, { command: "sleep 2; echo done" });
		const launched = await containerExecutor(engine, { environment }).start(spec, sandbox);
		if (launched.kind === "running") launched.attempt.release?.();
		const recovery = await containerExecutor(engine, { environment }).recover(spec, sandbox);
		expect(recovery.kind === "running" && (await recovery.attempt.end)).toMatchObject({ kind: "exited", exitCode: 0 });
		expect(readFileSync(sandbox.stdoutFile, "utf8")).toBe("done\n");
	});

	async function failureIn(environment: EngineEnvironment) {
		const startedAt = performance.now();
		const found = await findEngine({ environment, isRoot: true, clock: systemClock });
		const isPrompt = performance.now() - startedAt < 4000;
		return found.available ? found : { ...found, isPrompt };
	}

	const notClient = /^Put the certificate and the key .* into FOLDER\/cert\.pem and key\.pem\.$/;
	const refuses = (issuer: string) =>
		`refuses the client certificate FOLDER/cert.pem (issued by CN=${issuer}, valid until DATE)`;

	it.each<[string, keyof Certificates, readonly [says: string, hint: RegExp]]>([
		[
			"another authority",
			"misled",
			[
				"shows a certificate whose authority is not the one in FOLDER/ca.pem",
				/^Put the authority .* FOLDER\/ca\.pem\.$/,
			],
		],
		["no client certificate", "bare", ["wants a client certificate, and FOLDER/cert.pem is not there", notClient]],
		["an old client certificate", "stale", [refuses("ours"), notClient]],
		["the certificate of a stranger", "stranger", [refuses("theirs"), notClient]],
	])("is not had with %s, and it is said why", async (_, which, [says, hint]) => {
		const folder = certificates[which];
		const found = await failureIn(environmentFor(folder));
		if (found.available) throw new Error("it is had");
		const plain = (text: string) => text.replaceAll(folder, "FOLDER").replace(/until [^)]+\)/, "until DATE)");
		expect(plain(found.reason)).toBe(`DOCKER_HOST wants tcp://127.0.0.1:${port}, which ${says}`);
		expect(plain(found.hint)).toMatch(hint);
		expect(found.isPrompt).toBe(true);
	});

	it("is not had by a name that its certificate does not have", async () => {
		expect(await failureIn(environmentFor(certificates.client, `localhost:${port}`))).toMatchObject({
			reason: expect.stringMatching(/which shows a certificate for other names: IP Address:127\.0\.0\.1, IP Address/),
			hint: "Call the engine by a name that its certificate has.",
		});
	});

	it("is not had in the clear", async () => {
		expect(await failureIn({ DOCKER_HOST: `tcp://127.0.0.1:${port}` })).toMatchObject({
			reason: `DOCKER_HOST wants tcp://127.0.0.1:${port}, which speaks TLS only`,
			hint: "Run `export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=$HOME/.docker`.",
			isPrompt: true,
		});
	});

	it("is not looked for where TLS is not spoken", async () => {
		expect(await failureIn(environmentFor(certificates.client, `127.0.0.1:${plainPort}`))).toMatchObject({
			reason: `DOCKER_HOST wants tcp://127.0.0.1:${plainPort}, which does not speak TLS`,
			isPrompt: true,
		});
	});

	it("is not asked without an authority, or with files that are none", async () => {
		using folder = tempDir({ "cert.pem": "x", "key.pem": "y" });
		expect(await failureIn(environmentFor(folder.path))).toMatchObject({
			reason: `DOCKER_HOST wants tcp://127.0.0.1:${port}, which is to be asked with TLS, and ${folder.path}/ca.pem cannot be read`,
		});
		folder.write("ca.pem", readFileSync(join(certificates.client, "ca.pem"), "utf8"));
		expect(await failureIn(environmentFor(folder.path))).toMatchObject({
			reason: `DOCKER_HOST wants tcp://127.0.0.1:${port}, which cannot be asked: ${folder.path}/cert.pem and key.pem cannot both be read as PEM`,
		});
	});

	it("is had unverified where that is wished", async () => {
		const environment = {
			DOCKER_HOST: `tcp://127.0.0.1:${port}`,
			DOCKER_TLS: "1",
			DOCKER_CERT_PATH: certificates.misled,
		};
		expect(await failureIn(environment)).toMatchObject({ available: true });
	});
});
