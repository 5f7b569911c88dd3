import { authorizationOf } from "../client/authorization.ts";
import type { CallOptions } from "../client/client.ts";
import type { Credentials } from "../client/target.ts";
import type { Transport } from "../client/transport.ts";
import type { Clock } from "../clock.ts";
import { ChronosError } from "../errors.ts";
import { askFirst, jsonOf, type MesosLine, type MesosReply } from "./ask-mesos.ts";
import { agentRooms, type AgentRoom, findAgent, type MesosAgent } from "./mesos-agents.ts";
import { attemptsIn, type MesosAttempt, taskCount } from "./mesos-tasks.ts";
import { sandboxDirectory } from "./sandbox-directory.ts";
import { readSandboxFile, type SandboxFile, type SandboxRange } from "./read-sandbox-file.ts";

export interface SandboxOptions {
	/** Base addresses of the masters of one cluster, in the order to try them. */
	readonly masters: readonly string[];
	readonly transport: Transport;
	readonly clock: Clock;
	/** What masters and agents are told of who asks. */
	readonly credentials?: Credentials | undefined;
	readonly patienceMs?: number;
	/** How long to wait before looking again for what was written meanwhile. */
	readonly everyMs?: number;
}

/** What jobs of a real cluster write stays in files of its Mesos agents (contract §5.9). */
export interface SandboxReader {
	/** The attempts of a job that the cluster remembers, the newest first. */
	attempts(job: string, options?: CallOptions): Promise<readonly MesosAttempt[]>;
	/** The machine that an attempt is on, or was; undefined when it is no longer there. */
	hostOf(attempt: MesosAttempt, options?: CallOptions): Promise<string | undefined>;
	/** What the agents of the cluster have. */
	agents(options?: CallOptions): Promise<readonly AgentRoom[]>;
	/** What an attempt has written; throws `job.no-logs` when its files are gone. */
	log(attempt: MesosAttempt, range: SandboxRange, options?: CallOptions): AsyncIterable<Uint8Array>;
}

export function openSandboxes(options: SandboxOptions): SandboxReader {
	const { masters, transport, clock, credentials, patienceMs = 10_000, everyMs = 1000 } = options;
	const authorization = credentials && authorizationOf(credentials);
	const lineOf = ({ signal }: CallOptions = {}): MesosLine => ({ transport, patienceMs, signal, authorization });
	async function attempts(job: string, call?: CallOptions): Promise<readonly MesosAttempt[]> {
		return findAttempts(lineOf(call), masters, job);
	}
	async function* log(
		attempt: MesosAttempt,
		range: SandboxRange,
		call?: CallOptions,
	): AsyncGenerator<Uint8Array, void> {
		const file = await sandboxFile(lineOf(call), masters, { attempt, stream: range.stream });
		const isOver = async () => {
			const known = await attempts(attempt.job, call);
			return known.find(({ taskId }) => taskId === attempt.taskId)?.isOver !== false;
		};
		yield* readSandboxFile(lineOf(call), file, { ...range, clock, everyMs, isOver });
	}
	async function hostOf({ agentId }: MesosAttempt, call?: CallOptions): Promise<string | undefined> {
		return findAgent(await askMaster(lineOf(call), masters, "/master/slaves"), agentId)?.hostname;
	}
	const agents = async (call?: CallOptions) => agentRooms(await askMaster(lineOf(call), masters, "/master/slaves"));
	return { attempts, hostOf, agents, log };
}

/** Page by page, for a master remembers a hundred thousand tasks of all frameworks. */
async function findAttempts(
	line: MesosLine,
	masters: readonly string[],
	job: string,
): Promise<readonly MesosAttempt[]> {
	for (let page = 0; page < mostPages; page += 1) {
		const path = `/master/tasks?limit=${pageSize}&offset=${page * pageSize}&order=desc`;
		// oxlint-disable-next-line eslint/no-await-in-loop -- the newest come first, so most of the time one page will do
		const reply = await askMaster(line, masters, path);
		const found = attemptsIn(reply, job);
		if (found.length > 0 || taskCount(reply) < pageSize) return found;
	}
	return [];
}

const pageSize = 1000;
const mostPages = 100;

async function askMaster(line: MesosLine, masters: readonly string[], path: string): Promise<unknown> {
	const reply = await askFirst(line, masters, path);
	if (reply === undefined) {
		throw new ChronosError("target.unreachable", `no Mesos master answers at ${masters.join(" or ")}`, {
			hint: "Check the address that the context has as `mesos`, or CHRONOS_MESOS_URL.",
		});
	}
	if (isGuarded(reply)) throw unauthorized("master", line, reply);
	const value = jsonOf(reply);
	if (value !== undefined) return value;
	throw new ChronosError("target.not-chronos", `what answers at ${masters.join(" or ")} is no Mesos master`, {
		hint: "Give the address of the master itself, like `http://master.example.org:5050`.",
	});
}

async function sandboxFile(
	line: MesosLine,
	masters: readonly string[],
	{ attempt, stream }: { readonly attempt: MesosAttempt; readonly stream: string },
): Promise<SandboxFile> {
	const agent = findAgent(await askMaster(line, masters, "/master/slaves"), attempt.agentId);
	if (agent === undefined) throw gone(`the Mesos agent on which ${attempt.taskId} ran is no longer there`);
	const scheme = masters[0]?.startsWith("https:") === true ? "https:" : "http:";
	const bases = agent.addresses.map((address) => scheme + address);
	const directory = sandboxDirectory(await agentState(line, agent, bases), attempt.taskId);
	if (directory === undefined) throw gone(`the agent ${agent.hostname} has removed the files of ${attempt.taskId}`);
	return { bases, path: `${directory}/${stream}`, name: `${stream} of ${attempt.taskId}` };
}

async function agentState(line: MesosLine, agent: MesosAgent, bases: readonly string[]): Promise<unknown> {
	const reply = await askFirst(line, bases, "/state");
	const value = reply && jsonOf(reply);
	if (value !== undefined) return value;
	if (reply !== undefined && isGuarded(reply)) throw unauthorized(`agent ${agent.hostname}`, line, reply);
	const how = reply === undefined ? "does not answer" : `answers ${reply.status}`;
	throw new ChronosError("target.unreachable", `the Mesos agent ${agent.hostname}, which holds the files, ${how}`, {
		hint: "Run this on a machine that reaches the agents of the cluster.",
	});
}

function isGuarded({ status }: MesosReply): boolean {
	return status === 401 || status === 403;
}

function unauthorized(who: string, { authorization }: MesosLine, { status }: MesosReply): ChronosError {
	const how = authorization === undefined ? "wants to know who asks" : "does not let us in with what it was told";
	return new ChronosError("target.unauthorized", `the Mesos ${who} ${how} (${status})`, {
		hint: "Write the context anew with `chronos-job context add NAME URL --replace --mesos URL --mesos-user USER --mesos-password-from prompt`.",
	});
}

function gone(message: string): ChronosError {
	return new ChronosError("job.no-logs", message);
}
