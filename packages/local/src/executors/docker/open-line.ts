import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type EngineCall, readText, sendCall } from "./call-engine.ts";
import type { Endpoint } from "./endpoint.ts";
import { EngineError, explainSilence, explainStatus } from "./engine-error.ts";
import { PatientSocket } from "./patient-socket.ts";

/** Asks an engine for a connection on which both sides speak at the same time; rejects with an `EngineError` without one. */
export function openLine(endpoint: Endpoint, call: Omit<EngineCall, "headers" | "connect">): Promise<Duplex> {
	return new Promise((resolve, reject) => {
		const headers = { connection: "Upgrade", upgrade: "tcp" };
		const asked = sendCall(endpoint, { ...call, headers, connect: connectorOf(endpoint) });
		asked.once("upgrade", (_, line: Duplex, head: Uint8Array) => {
			if (head.length > 0) line.unshift(head);
			resolve(line);
		});
		asked.once("response", (answer) => void refusalOf(answer, endpoint).then(reject, reject));
		asked.on("error", (error) => reject(explainSilence(error, endpoint.text)));
	});
}

function connectorOf(endpoint: Endpoint): EngineCall["connect"] {
	if (endpoint.kind === "unix") return () => new PatientSocket().connect({ path: endpoint.socketPath });
	if (endpoint.tls !== undefined) return undefined;
	return () => new PatientSocket().connect({ host: endpoint.host, port: endpoint.port });
}

async function refusalOf(answer: IncomingMessage, endpoint: Endpoint): Promise<EngineError> {
	const status = answer.statusCode ?? 0;
	if (status >= 400) return explainStatus(status, await readText(answer, endpoint));
	answer.destroy();
	return new EngineError("the engine lets nobody speak to a program that it runs", status);
}
