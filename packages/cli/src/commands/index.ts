import type { Command } from "../command/define-command.ts";

/** Every command, by name. A new command is its file and one line here. */
export const commands = {
	completion: async () => (await import("./completion.ts")).completion,
	explain: async () => (await import("./explain.ts")).explain,
	fmt: async () => (await import("./fmt.ts")).fmt,
	init: async () => (await import("./init.ts")).init,
	next: async () => (await import("./next.ts")).next,
	schema: async () => (await import("./schema.ts")).schema,
	validate: async () => (await import("./validate.ts")).validate,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

export function findCommand(name: string): (() => Promise<Command>) | undefined {
	return new Map<string, () => Promise<Command>>(Object.entries(commands)).get(name);
}
