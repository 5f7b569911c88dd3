import { dirname } from "node:path";
import { type SocketClient, socketClient } from "../bench/socket-client.ts";
import { findStrays } from "./strays.ts";

/** Containers of an engine that only one server uses, and the processes that watched over some, once it has had time to remove them. */
export async function containersLeft(engineSocket: string): Promise<readonly string[]> {
	using client = socketClient(engineSocket, 1);
	for (let looks = 0; ; looks += 1) {
		const left = [...(await listed(client)).map(wordsOf), ...watchers(engineSocket)];
		if (left.length === 0 || looks === mostLooks) return left;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

const mostLooks = 150;

/** What each container is doing right now. */
export async function statesIn(engineSocket: string): Promise<readonly string[]> {
	using client = socketClient(engineSocket, 1);
	return (await listed(client)).map(({ State: state }) => state);
}

interface Listed {
	readonly Id: string;
	readonly State: string;
	readonly Status: string;
	readonly Labels: Readonly<Record<string, string>>;
}

async function listed(client: SocketClient): Promise<readonly Listed[]> {
	const { status, text } = await client.send("GET", "/v1.41/containers/json?all=true");
	// While one is being removed, some engines fail to list any.
	return status === 200 ? (JSON.parse(text) as readonly Listed[]) : [];
}

function wordsOf({ Id: id, Status: status, Labels: labels }: Listed): string {
	return `${id} ${status} ${JSON.stringify(labels)}`;
}

function watchers(engineSocket: string): readonly string[] {
	return findStrays(dirname(engineSocket), process.pid)
		.map(({ words }) => words)
		.filter((words) => /(?:^|\/)(?:conmon|containerd-shim)/.test(words.split(" ")[0] ?? ""));
}
