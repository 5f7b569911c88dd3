import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface MesosTask {
	readonly id: string;
	readonly state: string;
}

/** A Mesos master, one that does not lead, and an agent with the files of all tasks, on loopback. */
export interface MesosDouble extends AsyncDisposable {
	readonly master: string;
	readonly standby: string;
	/** What the master has been asked. */
	readonly asked: readonly string[];
	/** Appends to a file of a task. */
	write(taskId: string, stream: "stdout" | "stderr", text: string): void;
	/** Replaces what the master knows; the newest first, as real ones answer. */
	setTasks(tasks: readonly MesosTask[]): void;
	/** As an agent does some time after the end. */
	removeFiles(): void;
}

export async function startMesos(initial: readonly MesosTask[]): Promise<MesosDouble> {
	const files = new Map<string, Buffer>();
	const asked: string[] = [];
	let tasks = initial;
	const agent = await listen((url) => {
		if (url.pathname === "/state") return json(stateOf(tasks));
		const path = url.searchParams.get("path") ?? "";
		const isKnown = files.has(path) || tasks.some(({ id }) => path.startsWith(directoryOf(id)));
		return files.size > 0 && isKnown ? pieceOf(files.get(path) ?? Buffer.alloc(0), url.searchParams) : missing;
	});
	const master = await listen((url) => {
		asked.push(url.pathname + url.search);
		const offset = Number(url.searchParams.get("offset"));
		const page = tasks.slice(offset, offset + Number(url.searchParams.get("limit")));
		if (url.pathname === "/master/tasks") return json({ tasks: page.map((task) => ({ ...task, slave_id: "S1" })) });
		return json({ slaves: [{ id: "S1", hostname: "127.0.0.1", pid: `slave(1)@127.0.0.1:${agent.port}` }] });
	});
	const standby = await listen(({ pathname }) => ({
		status: 307,
		headers: { location: `//127.0.0.1:${master.port}${pathname}` },
		body: "",
	}));
	return {
		master: master.url,
		standby: standby.url,
		asked,
		write(taskId, stream, text) {
			const path = `${directoryOf(taskId)}/${stream}`;
			files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), Buffer.from(text)]));
		},
		setTasks(now) {
			tasks = now;
		},
		removeFiles: () => files.clear(),
		async [Symbol.asyncDispose]() {
			await Promise.all([agent, master, standby].map((server) => server.close()));
		},
	};
}

function directoryOf(taskId: string): string {
	return `/var/lib/mesos/slaves/S1/frameworks/F1/executors/${taskId}/runs/latest`;
}

/** Half of the executors are over, as on a cluster at work. */
function stateOf(tasks: readonly MesosTask[]): object {
	const executors = tasks.map(({ id }) => ({ id, directory: directoryOf(id) }));
	const isLive = (_: unknown, index: number) => index % 2 === 0;
	return {
		frameworks: [
			{
				executors: executors.filter(isLive),
				completed_executors: executors.filter((each, index) => !isLive(each, index)),
			},
		],
		completed_frameworks: [],
	};
}

/** As agents do: the bytes stand in the text as they are, and only so many at once. */
function pieceOf(file: Buffer, query: URLSearchParams): Answer {
	const offset = Number(query.get("offset"));
	if (offset === -1) return json({ data: "", offset: file.length });
	const piece = file.subarray(offset, offset + Math.min(Number(query.get("length")), pieceLength));
	const data = JSON.stringify(piece.toString("latin1"));
	return { status: 200, body: Buffer.from(`{"data":${data},"offset":${offset}}`, "latin1") };
}

/** Small and odd, so that characters are cut. */
const pieceLength = 7;

interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
}

const missing: Answer = { status: 404, body: "" };

function json(value: object): Answer {
	return { status: 200, body: JSON.stringify(value) };
}

interface Listening {
	readonly port: number;
	readonly url: string;
	close(): Promise<void>;
}

async function listen(answer: (url: URL) => Answer): Promise<Listening> {
	const server = createServer(({ url = "" }: IncomingMessage, response) => {
		const { status, headers = {}, body } = answer(new URL(url, "http://127.0.0.1"));
		response.writeHead(status, headers).end(body);
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		port,
		url: `http://127.0.0.1:${port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
