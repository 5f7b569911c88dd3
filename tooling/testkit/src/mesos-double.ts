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

export interface MesosOptions {
	/** Whom master and agent let in; everybody without them. */
	readonly credentials?: { readonly user: string; readonly password: string };
}

export async function startMesos(
	initial: readonly MesosTask[],
	{ credentials }: MesosOptions = {},
): Promise<MesosDouble> {
	const files = new Map<string, Buffer>();
	const asked: string[] = [];
	let tasks = initial;
	const guarded = guard(credentials);
	const agent = await listen(guarded, (url) => {
		if (url.pathname === "/state") return json(stateOf(tasks));
		const path = url.searchParams.get("path") ?? "";
		const isKnown = files.has(path) || tasks.some(({ id }) => path.startsWith(directoryOf(id)));
		return files.size > 0 && isKnown ? pieceOf(files.get(path) ?? Buffer.alloc(0), url.searchParams) : missing;
	});
	const master = await listen(guarded, (url, port) => {
		asked.push(url.pathname + url.search);
		if (url.pathname === "/version") return json({ version: "1.11.0" });
		if (url.pathname === "/master/redirect") return redirect(port, "/");
		const offset = Number(url.searchParams.get("offset"));
		const page = tasks.slice(offset, offset + Number(url.searchParams.get("limit")));
		if (url.pathname === "/master/tasks") return json({ tasks: page.map((task) => ({ ...task, slave_id: "S1" })) });
		return json({ slaves: [{ id: "S1", hostname: "127.0.0.1", pid: `slave(1)@127.0.0.1:${agent.port}` }] });
	});
	const standby = await listen(guarded, ({ pathname }) => {
		if (pathname === "/version") return json({ version: "1.11.0" });
		return redirect(master.port, pathname === "/master/redirect" ? "/" : pathname);
	});
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

function redirect(port: number, path: string): Answer {
	return { status: 307, headers: { location: `//127.0.0.1:${port}${path}` }, body: "" };
}

type Guard = (pathname: string, authorization: string | undefined) => Answer | undefined;

/** As Mesos with `--authenticate_http_readonly`: what it is and who leads is told to everybody. */
function guard(credentials: MesosOptions["credentials"]): Guard {
	if (credentials === undefined) return () => undefined;
	const due = `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString("base64")}`;
	return (pathname, authorization) =>
		authorization === due || open.has(pathname)
			? undefined
			: { status: 401, headers: { "www-authenticate": 'Basic realm="mesos-master-readonly"' }, body: "" };
}

const open: ReadonlySet<string> = new Set(["/version", "/master/redirect", "/"]);

async function listen(guarded: Guard, answer: (url: URL, port: number) => Answer): Promise<Listening> {
	const server = createServer(({ url = "", headers: { authorization } }: IncomingMessage, response) => {
		const asked = new URL(url, "http://127.0.0.1");
		const { status, headers = {}, body } = guarded(asked.pathname, authorization) ?? answer(asked, port);
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
