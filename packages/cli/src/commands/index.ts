import type { Command } from "../command/define-command.ts";

/** Every command, by name. A new command is its file and one line here. */
export const commands = {
	backup: async () => (await import("./backup.ts")).backup,
	clone: async () => (await import("./clone.ts")).clone,
	completion: async () => (await import("./completion.ts")).completion,
	"context add": async () => (await import("./context/add.ts")).add,
	"context list": async () => (await import("./context/list.ts")).list,
	"context remove": async () => (await import("./context/remove.ts")).remove,
	"context show": async () => (await import("./context/show.ts")).show,
	"context test": async () => (await import("./context/test.ts")).test,
	"context use": async () => (await import("./context/use.ts")).use,
	delete: async () => (await import("./delete.ts")).deleteJobs,
	diff: async () => (await import("./diff.ts")).diff,
	disable: async () => (await import("./disable.ts")).disable,
	doctor: async () => (await import("./doctor.ts")).doctor,
	edit: async () => (await import("./edit.ts")).edit,
	enable: async () => (await import("./enable.ts")).enable,
	exec: async () => (await import("./exec.ts")).exec,
	explain: async () => (await import("./explain.ts")).explain,
	fmt: async () => (await import("./fmt.ts")).fmt,
	gc: async () => (await import("./gc.ts")).gc,
	graph: async () => (await import("./graph.ts")).graph,
	history: async () => (await import("./history.ts")).history,
	init: async () => (await import("./init.ts")).init,
	kill: async () => (await import("./kill.ts")).kill,
	list: async () => (await import("./list.ts")).list,
	"local env": async () => (await import("./local/env.ts")).env,
	"local logs": async () => (await import("./local/logs.ts")).logs,
	"local prune": async () => (await import("./local/prune.ts")).prune,
	"local repair": async () => (await import("./local/repair.ts")).repair,
	"local reset": async () => (await import("./local/reset.ts")).reset,
	"local start": async () => (await import("./local/start.ts")).start,
	"local status": async () => (await import("./local/status.ts")).status,
	"local stop": async () => (await import("./local/stop.ts")).stop,
	logs: async () => (await import("./logs.ts")).logs,
	"mark-success": async () => (await import("./mark-success.ts")).markSuccess,
	next: async () => (await import("./next.ts")).next,
	plan: async () => (await import("./plan.ts")).plan,
	port: async () => (await import("./port.ts")).port,
	pull: async () => (await import("./pull.ts")).pull,
	rename: async () => (await import("./rename.ts")).rename,
	restore: async () => (await import("./restore.ts")).restore,
	retry: async () => (await import("./retry.ts")).retry,
	run: async () => (await import("./run.ts")).run,
	"run-local": async () => (await import("./run-local.ts")).runLocal,
	schema: async () => (await import("./schema.ts")).schema,
	shell: async () => (await import("./shell.ts")).shell,
	show: async () => (await import("./show.ts")).show,
	stats: async () => (await import("./stats.ts")).stats,
	submit: async () => (await import("./submit.ts")).submit,
	sweep: async () => (await import("./sweep.ts")).sweep,
	sync: async () => (await import("./sync.ts")).sync,
	tui: async () => (await import("./tui.ts")).tui,
	undo: async () => (await import("./undo.ts")).undo,
	validate: async () => (await import("./validate.ts")).validate,
	wait: async () => (await import("./wait.ts")).wait,
	watch: async () => (await import("./watch.ts")).watch,
	why: async () => (await import("./why.ts")).why,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

/** What the two-word commands with the same first word are about. */
export const groups: Readonly<Record<string, string>> = {
	context: "Keep the addresses of servers under names, and choose the one that is meant",
	local: "Run jobs on this machine: a Chronos of your own, without Mesos",
};

export function findCommand(name: string): (() => Promise<Command>) | undefined {
	return new Map<string, () => Promise<Command>>(Object.entries(commands)).get(name);
}

export function isGroup(word: string): boolean {
	return Object.hasOwn(groups, word);
}
