import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tempDir } from "@chronos-job/testkit";
import { describe, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

/** A server that takes every connection and says nothing, ever. */
async function silentServer() {
	const server = createServer(() => undefined);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const job = JSON.stringify({ name: "hello", command: "true", schedule: "R1//P1Y", retries: 0 });

describe("a server that never answers is waited for no longer than --timeout by", () => {
	it.concurrent.for(["wait hello", "submit hello.json", "run hello", "retry hello", "kill hello --wait"])(
		"%s",
		async (line, { expect }) => {
			await using server = await silentServer();
			const config = JSON.stringify({ current: "site", contexts: { site: { url: server.url } } });
			using dir = tempDir({ "hello.json": job, ".config/chronos-job/config.json": config });
			await using machine = memoryMachine(dir.path);
			const host = machine.host({ env: { HOME: dir.path } });
			expect(await main([...line.split(" "), "--timeout", "1s"], host)).toBe(7);
			expect(host.written.stderr).toContain("error  wait.timeout  site has not answered after 1s\n");
		},
	);
});
