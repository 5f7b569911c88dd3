import type { Conversation } from "@chronos-job/tui";
import type { Transport } from "@chronos-job/core";
import type { Host } from "../host.ts";

/** The world as a command sees it that runs inside the dashboard: what it says and asks goes through a conversation. */
export function hostOf(host: Host, conversation: Conversation): Host {
	const { width, signal, lend } = conversation;
	return {
		...host,
		stdout: textsOnly((text) => conversation.onText(text, "stdout")),
		stderr: textsOnly((text) => conversation.onText(text, "stderr")),
		// Nobody types into it.
		readStdin: async () => Buffer.alloc(0),
		openStdin: () => undefined,
		// Whoever turns away from a question has said no.
		ask: async (question) => (await conversation.ask(question)) ?? "",
		askSecretly: (question) => lend(() => host.askSecretly(question)),
		signal: AbortSignal.any([host.signal, signal]),
		screen: { width, color: false, wraps: true, interactive: true, overwrites: false, links: false },
		terminal: undefined,
		openTransport: async (target) => tellingTransport(await host.openTransport(target), conversation),
		runEditor: (words) => lend(() => host.runEditor(words)),
		showIn: (program, text) => lend(() => host.showIn(program, text)),
		untilStopped: () =>
			new Promise((resolve) => signal.addEventListener("abort", () => resolve("SIGINT"), { once: true })),
		catchInterrupts: () => ({ signal, [Symbol.dispose]: () => undefined }),
	};
}

function textsOnly(write: (text: string) => void): Host["stdout"] {
	const decoder = new TextDecoder();
	return { write: (text) => write(typeof text === "string" ? text : decoder.decode(text, { stream: true })) };
}

/** Tells what is asked of a server, without secrets: those stand in headers. */
function tellingTransport(transport: Transport, { onCall }: Pick<Conversation, "onCall">): Transport {
	return {
		async send(request) {
			const call = `${request.method} ${request.path}`;
			try {
				const reply = await transport.send(request);
				onCall(`${call} → ${reply.status}`);
				return reply;
			} catch (error) {
				onCall(`${call} → no answer`);
				throw error;
			}
		},
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}
