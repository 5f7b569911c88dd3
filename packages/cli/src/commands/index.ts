import type { Command } from "../command/define-command.ts";

/** Every command, by name. A new command is its file and one line here. */
export const commands = {
	completion: async () => (await import("./completion.ts")).completion,
	explain: async () => (await import("./explain.ts")).explain,
	fmt: async () => (await import("./fmt.ts")).fmt,
	init: async () => (await import("./init.ts")).init,
	"local env": async () => (await import("./local/env.ts")).env,
	"local logs": async () => (await import("./local/logs.ts")).logs,
	"local repair": async () => (await import("./local/repair.ts")).repair,
	"local reset": async () => (await import("./local/reset.ts")).reset,
	"local start": async () => (await import("./local/start.ts")).start,
	"local status": async () => (await import("./local/status.ts")).status,
	"local stop": async () => (await import("./local/stop.ts")).stop,
	next: async () => (await import("./next.ts")).next,
	schema: async () => (await import("./schema.ts")).schema,
	validate: async () => (await import("./validate.ts")).validate,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

/** What the two-word commands with the same first word are about. */
export const groups: Readonly<Record<string, string>> = {
	local: "Run jobs on this machine: a Chronos of your own, without Mesos",
};

export function findCommand(name: string): (() => Promise<Command>) | undefined {
	return new Map<string, () => Promise<Command>>(Object.entries(commands)).get(name);
}

export function isGroup(word: string): boolean {
	return Object.hasOwn(groups, word);
}
