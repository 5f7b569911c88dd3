import type { EngineClient } from "./engine-client.ts";
import { EngineError } from "./engine-error.ts";
import type { ImageReply } from "./engine-replies.ts";

/** Images of an engine; who asks for one that is being pulled waits for the same pull. */
export interface ImageStore {
	/** Rejects when it cannot be had; `fresh` asks the registry even when it is there. */
	have(client: EngineClient, name: string, how: { readonly fresh: boolean }): Promise<ImageReply>;
}

export function imageStore(): ImageStore {
	const pulls = new Map<string, Promise<void>>();
	const pull = (client: EngineClient, name: string): Promise<void> => {
		const key = `${client.endpoint.text} ${name}`;
		const current = pulls.get(key) ?? client.pull(name).finally(() => pulls.delete(key));
		pulls.set(key, current);
		return current;
	};
	return {
		have: async (client, name, { fresh }) => {
			const known = fresh ? undefined : await client.findImage(name);
			if (known !== undefined) return known;
			await pull(client, name).catch((error: unknown) => Promise.reject(explainPull(error, name)));
			const pulled = await client.findImage(name);
			if (pulled === undefined) throw new EngineError(`the image ${name} was pulled, and is not there`, 404);
			return pulled;
		},
	};
}

function explainPull(error: unknown, name: string): unknown {
	if (!(error instanceof EngineError) || error.isUnanswered) return error;
	return new EngineError(`the image ${name} cannot be pulled: ${error.message}`, error.status, { cause: error });
}
