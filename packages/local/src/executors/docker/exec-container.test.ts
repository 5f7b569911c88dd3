import { once } from "node:events";
import { createServer } from "node:http";
import type { Socket } from "node:net";
import { PassThrough, Readable } from "node:stream";
import { systemClock } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { execContainer } from "./exec-container.ts";

interface Scene {
	/** What the program does with its connection. */
	readonly run?: (line: Socket) => unknown;
	/** How often its status is not known yet. */
	readonly looksBefore?: number;
	readonly refusal?: string;
	readonly input?: Readable;
}

function frame(output: number, text: string): Buffer {
	const header = Buffer.from([output, 0, 0, 0, 0, 0, 0, 0]);
	header.writeUInt32BE(Buffer.byteLength(text), 4);
	return Buffer.concat([header, Buffer.from(text)]);
}

/** A program of an engine of which only the connection is there. */
async function play({ run = (line) => line.end(), looksBefore = 0, refusal, input }: Scene) {
	using folder = tempDir();
	let looks = 0;
	const server = createServer((request, response) => {
		if (request.url === "/exec/e/json") {
			looks += 1;
			response.end(JSON.stringify({ Running: looks <= looksBefore, ExitCode: looks <= looksBefore ? null : 5 }));
		} else if (request.url?.endsWith("/start")) response.writeHead(409).end(JSON.stringify({ message: refusal }));
		else response.writeHead(201).end('{"Id":"e"}');
	});
	const lines: Socket[] = [];
	if (refusal === undefined)
		server.on("upgrade", (_, line: Socket) => {
			lines.push(line.on("error", () => undefined));
			line.write("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
			run(line);
		});
	const socketPath = `${folder.path}/engine.sock`;
	await once(server.listen(socketPath), "listening");
	const said = { stdout: "", stderr: "" };
	const tell = (stream: "stdout" | "stderr", bytes: Uint8Array) => void (said[stream] += Buffer.from(bytes).toString());
	const place = { client: { endpoint: { kind: "unix", text: "unix:///x", socketPath } }, id: "c" } as const;
	let cuts = 0;
	const onCut = () => void (cuts += 1);
	const execution = { words: ["cat"], tell, signal: new AbortController().signal, input, onCut };
	try {
		const status = await execContainer(place, execution, systemClock).catch((error: unknown) => String(error));
		return { status, cuts, ...said };
	} finally {
		lines.forEach((line) => line.destroy());
		server.close();
	}
}

it("hands input on to its end, and tells both outputs and the status", async () => {
	const run = async (line: Socket) => {
		const read = Buffer.concat(await line.toArray()).toString();
		line.end(Buffer.concat([frame(1, read), frame(2, "odd")]));
	};
	expect(await play({ run, input: Readable.from(["a", "b"]) })).toEqual({
		status: 5,
		cuts: 0,
		stdout: "ab",
		stderr: "odd",
	});
});

it("hears all of a program that ends without having read its input", async () => {
	const input = new PassThrough();
	const text = "x".repeat(100_000);
	const run = (line: Socket) => {
		line.write(frame(1, text));
		line.destroy();
		// It comes before anything of the above has been read.
		input.write("more");
	};
	const { status, stdout } = await play({ run, input });
	expect({ status, length: stdout.length }).toEqual({ status: 5, length: text.length });
});

it("does not take for words of the program what Podman says when it breaks off", async () => {
	const words = "Error: write unixpacket @->/proc/self/fd/15/attach: write: connection reset by peer\n";
	const run = (line: Socket) => line.end(Buffer.concat([frame(2, "Error: of its own\n"), frame(2, words)]));
	expect(await play({ run })).toMatchObject({ stderr: "Error: of its own\n", cuts: 1 });
	expect(await play({ run: (line) => line.end(frame(2, "odd")) })).toMatchObject({ stderr: "odd", cuts: 0 });
});

it("waits for a status that is known a moment later", async () => {
	expect(await play({ looksBefore: 3 })).toMatchObject({ status: 5 });
});

it("has the words of an engine that lets nobody in", async () => {
	expect(await play({ refusal: "it is paused" })).toMatchObject({ status: "EngineError: it is paused" });
});
