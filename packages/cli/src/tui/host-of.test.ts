import type { Transport } from "@chronos-job/core";
import type { Conversation } from "@chronos-job/tui";
import { expect, it } from "vitest";
import type { Host } from "../host.ts";
import { hostOf } from "./host-of.ts";

function openConversation(answer: string | undefined) {
	const heard: string[] = [];
	const stopping = new AbortController();
	const conversation: Conversation = {
		width: 60,
		signal: stopping.signal,
		onText: (text, stream) => void heard.push(`${stream} ${text}`),
		onCall: (call) => void heard.push(call),
		ask: async (question) => {
			heard.push(`asked ${question}`);
			return answer;
		},
		lend: async (use) => {
			heard.push("lent");
			return use();
		},
	};
	const transport: Transport = {
		send: async ({ path }) => {
			if (path === "/away") throw new Error("away");
			return { status: 204, headers: {}, body: (async function* () {})() };
		},
		[Symbol.asyncDispose]: async () => undefined,
	};
	const outer = {
		signal: new AbortController().signal,
		runEditor: async () => 0,
		openTransport: async () => transport,
	} as unknown as Host;
	return { heard, stopping, host: hostOf(outer, conversation) };
}

it("what a command says goes into the conversation, at its width and without colours", () => {
	const { host, heard } = openConversation("y");
	host.stdout.write("done\n");
	host.stderr.write("note\n");
	expect(heard).toEqual(["stdout done\n", "stderr note\n"]);
	expect(host.screen).toMatchObject({ width: 60, color: false, interactive: true });
	expect(host.screen.height).toBeUndefined();
	expect(host.terminal).toBeUndefined();
});

it.each([
	["y", "y"],
	[undefined, ""],
])("who answers %j has said %j", async (answer, said) => {
	const { host, heard } = openConversation(answer);
	expect(await host.ask("sure? [y/N] ")).toBe(said);
	expect(heard).toEqual(["asked sure? [y/N] "]);
});

it("an editor gets the terminal", async () => {
	const { host, heard } = openConversation("y");
	expect(await host.runEditor(["vi"])).toBe(0);
	expect(heard).toEqual(["lent"]);
});

it("calls to the server are told, without what stands in their headers", async () => {
	const { host, heard } = openConversation("y");
	const transport = await host.openTransport({ name: "site", urls: [] });
	const request = { base: "http://x", headers: { authorization: "Basic c2VjcmV0" }, patienceMs: 1 } as const;
	await transport.send({ ...request, method: "DELETE", path: "/v1/scheduler/job/a" });
	await expect(transport.send({ ...request, method: "GET", path: "/away" })).rejects.toThrow("away");
	expect(heard).toEqual(["DELETE /v1/scheduler/job/a → 204", "GET /away → no answer"]);
});

it("stopping the command is what Ctrl-C would be", async () => {
	const { host, stopping } = openConversation("y");
	const stopped = host.untilStopped();
	using interrupts = host.catchInterrupts();
	stopping.abort();
	expect(await stopped).toBe("SIGINT");
	expect([host.signal.aborted, interrupts.signal.aborted]).toEqual([true, true]);
});
