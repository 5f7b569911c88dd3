import { fieldsOf, listOf, textOf } from "./json-values.ts";

export interface MesosAgent {
	readonly hostname: string;
	/** Where it may be reached, in the order to try; without the `http:`. */
	readonly addresses: readonly string[];
}

/** What an agent has for tasks, whoever uses it now. */
export interface AgentRoom {
	readonly hostname: string;
	readonly cpus: number;
	readonly mem: number;
	readonly disk: number;
	readonly gpus: number;
}

/** All agents in what `/master/slaves` answers. */
export function agentRooms(reply: unknown): readonly AgentRoom[] {
	return listOf(fieldsOf(reply)["slaves"]).map(({ hostname, resources }) => {
		const { cpus, mem, disk, gpus } = fieldsOf(resources);
		const numbers = { cpus: numberOf(cpus), mem: numberOf(mem), disk: numberOf(disk), gpus: numberOf(gpus) };
		return { hostname: textOf(hostname), ...numbers };
	});
}

function numberOf(value: unknown): number {
	return typeof value === "number" ? value : 0;
}

/** An agent in what `/master/slaves` answers. */
export function findAgent(reply: unknown, agentId: string): MesosAgent | undefined {
	const agent = listOf(fieldsOf(reply)["slaves"]).find(({ id }) => id === agentId);
	if (agent === undefined) return undefined;
	const hostname = textOf(agent["hostname"]);
	// `slave(1)@10.0.0.5:5051`: the address in it is a number, which needs no name server.
	const [, address = "", port = "5051"] = /@(.+:(\d+))$/.exec(textOf(agent["pid"])) ?? [];
	const found = [address, hostname === "" ? "" : `${hostname}:${port}`].filter((each) => each !== "");
	return { hostname: hostname || address, addresses: found.map((each) => `//${each}`) };
}
