import { once } from "node:events";
import { chmod, lstat, unlink } from "node:fs/promises";
import type { Server } from "node:http";
import { connect } from "node:net";

export type Address =
	| { readonly socketPath: string }
	/** Loopback unless a host is named. */
	| {
			readonly host?: string;
			readonly port: number;
			/** Further names by which clients know this machine. */
			readonly names?: readonly string[];
	  };

/** Makes a server listen; rejects when the address is taken. */
export async function listen(server: Server, address: Address): Promise<void> {
	if ("socketPath" in address) return listenOnFile(server, address.socketPath);
	server.listen(address.port, address.host ?? "127.0.0.1");
	await once(server, "listening");
}

async function listenOnFile(server: Server, path: string): Promise<void> {
	if (Buffer.byteLength(path) > longestPath) {
		throw new Error(`the path of the socket ${path} is longer than the ${longestPath} bytes that a socket may have`);
	}
	await removeStale(path);
	server.listen(path);
	await once(server, "listening");
	// Its directory lets nobody else in either.
	await chmod(path, 0o600);
}

// What the kernel takes, on Linux four bytes more.
const longestPath = 103;

/** A server that was killed leaves its file behind; one that is alive answers. */
async function removeStale(path: string): Promise<void> {
	const found = await lstat(path).catch(() => undefined);
	if (found === undefined) return;
	if (!found.isSocket()) throw new Error(`${path} is there already and is not a socket`);
	if (await isAnswered(path)) throw new Error(`another server listens on ${path}`);
	await unlink(path);
}

function isAnswered(path: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(path);
		socket.once("connect", () => settle(true));
		socket.once("error", () => settle(false));

		function settle(answered: boolean): void {
			socket.destroy();
			resolve(answered);
		}
	});
}
