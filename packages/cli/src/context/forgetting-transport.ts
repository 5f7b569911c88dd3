import type { Transport } from "@chronos-job/core";

/** A transport that tells when a server knows no such call, which it would in the dialect that was taken for its own. */
export function forgettingTransport(transport: Transport, forget: () => void): Transport {
	return {
		async send(request) {
			const reply = await transport.send(request);
			if (reply.status === 404 && request.path.includes("/scheduler/")) forget();
			return reply;
		},
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}
