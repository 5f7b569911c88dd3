import type { Key } from "./key.ts";

/** Where keys go: to the table, to a pane with text, to the log, or to one of the lists over everything. */
export type KeyPlace = "jobs" | "pane" | "log" | "timeline" | "contexts" | "help" | "calls" | "task";

interface BindingRow {
	readonly command: string;
	readonly keys: readonly Key[];
	readonly about: string;
	readonly places: readonly KeyPlace[];
	/** What to type in a shell for the same. */
	readonly cli?: string;
	/** Whether it may change something on a server. */
	readonly writes?: boolean;
	/** How soon it is named where there is little room; absent when it never is. */
	readonly hint?: number;
}

const texts = ["pane", "log", "timeline", "help", "calls", "task"] as const;
const overlays = ["timeline", "contexts", "help", "calls", "task"] as const;
const ofJob = ["jobs", "pane", "log"] as const;
const everywhere = ["jobs", ...texts, "contexts"] as const;

/** Every command that has a key; the hint line, the help and what people may change come from here. */
const table = [
	{ command: "move.up", keys: ["up", "k"], about: "Up", places: everywhere },
	{ command: "move.down", keys: ["down", "j"], about: "Down", places: everywhere },
	{ command: "move.page-up", keys: ["pageup", "ctrl-b"], about: "A page up", places: everywhere },
	{ command: "move.page-down", keys: ["pagedown", "ctrl-f"], about: "A page down", places: everywhere },
	{ command: "move.half-up", keys: ["ctrl-u"], about: "Half a page up", places: texts },
	{ command: "move.half-down", keys: ["ctrl-d"], about: "Half a page down", places: texts },
	{ command: "move.top", keys: ["g", "home"], about: "To the beginning", places: everywhere },
	{ command: "move.bottom", keys: ["G", "end"], about: "To the end; a log is followed again", places: everywhere },
	{ command: "move.left", keys: ["left"], about: "To the left", places: ["jobs", ...texts] },
	{ command: "move.right", keys: ["right"], about: "To the right", places: ["jobs", ...texts] },

	{
		command: "job.open",
		keys: ["enter", "d"],
		about: "Look at the job; open or close a sweep",
		places: ["jobs", "pane"],
		cli: "chronos-job show JOB",
		hint: 1,
	},
	{
		command: "job.log",
		keys: ["l"],
		about: "What it writes",
		places: ofJob,
		cli: "chronos-job logs JOB --follow",
		hint: 2,
	},
	{ command: "job.why", keys: ["W"], about: "Why it does not run", places: ofJob, cli: "chronos-job why JOB", hint: 6 },
	{
		command: "job.history",
		keys: ["h"],
		about: "Its past runs",
		places: ofJob,
		cli: "chronos-job history JOB",
		hint: 7,
	},
	{
		command: "job.graph",
		keys: ["t"],
		about: "The tree of what starts it and what it starts",
		places: ofJob,
		cli: "chronos-job graph --around JOB",
		hint: 8,
	},
	{
		command: "job.json",
		keys: ["y"],
		about: "Its definition as JSON",
		places: ofJob,
		cli: "chronos-job show JOB --output json",
	},
	{
		command: "job.run",
		keys: ["r"],
		about: "Run it now",
		places: ofJob,
		cli: "chronos-job run JOB",
		writes: true,
		hint: 4,
	},
	{
		command: "job.kill",
		keys: ["ctrl-k"],
		about: "End what runs of it",
		places: ofJob,
		cli: "chronos-job kill JOB",
		writes: true,
		hint: 5,
	},
	{
		command: "job.delete",
		keys: ["x"],
		about: "Delete it, after a question",
		places: ofJob,
		cli: "chronos-job delete JOB",
		writes: true,
		hint: 9,
	},
	{
		command: "job.edit",
		keys: ["e"],
		about: "Change it in your editor",
		places: ["jobs", "pane"],
		cli: "chronos-job edit JOB",
		writes: true,
		hint: 10,
	},
	{
		command: "job.disable",
		keys: ["D"],
		about: "Disable it, or enable it again",
		places: ofJob,
		cli: "chronos-job disable JOB",
		writes: true,
	},

	{
		command: "filter.open",
		keys: ["/"],
		about: "Show only some: text, !text, ~fuzzy, /regex/, state:failed, owner:me, gpu>0, age<1d",
		places: ["jobs"],
		cli: "chronos-job list --filter 'state=running'",
		hint: 3,
	},
	{
		command: "filter.failures",
		keys: ["f"],
		about: "Only those whose last run failed, or all again",
		places: ["jobs"],
		cli: "chronos-job list --failed",
		hint: 11,
	},
	{ command: "mark.toggle", keys: ["space"], about: "Mark; keys then mean all that is marked", places: ["jobs"] },
	{ command: "mark.up", keys: ["shift-up"], about: "Mark upwards", places: ["jobs"] },
	{ command: "mark.down", keys: ["shift-down"], about: "Mark downwards", places: ["jobs"] },
	{ command: "mark.all", keys: ["ctrl-a"], about: "Mark all that is shown", places: ["jobs"] },
	{ command: "sort.name", keys: ["N"], about: "Sort by name", places: ["jobs"], cli: "chronos-job list --sort name" },
	{
		command: "sort.state",
		keys: ["S"],
		about: "Sort by state",
		places: ["jobs"],
		cli: "chronos-job list --sort state",
	},
	{
		command: "sort.last",
		keys: ["A"],
		about: "Sort by the last end",
		places: ["jobs"],
		cli: "chronos-job list --sort last",
	},
	{
		command: "sort.next",
		keys: ["X"],
		about: "Sort by the next start",
		places: ["jobs"],
		cli: "chronos-job list --sort next",
	},
	{ command: "sort.cpus", keys: ["C"], about: "Sort by CPUs", places: ["jobs"], cli: "chronos-job list --sort cpus" },
	{ command: "sort.mem", keys: ["M"], about: "Sort by memory", places: ["jobs"], cli: "chronos-job list --sort mem" },
	{ command: "sort.gpus", keys: ["U"], about: "Sort by GPUs", places: ["jobs"], cli: "chronos-job list --sort gpus" },
	{ command: "sort.before", keys: ["<"], about: "Sort by the column before", places: ["jobs"] },
	{ command: "sort.after", keys: [">"], about: "Sort by the column after", places: ["jobs"] },
	{
		command: "sort.invert",
		keys: ["I"],
		about: "The other way round",
		places: ["jobs"],
		cli: "chronos-job list --sort=-name",
	},
	{ command: "columns.wide", keys: ["ctrl-w"], about: "All columns, to be scrolled with ← and →", places: ["jobs"] },
	{ command: "view.all", keys: ["0"], about: "All jobs", places: ["jobs"], cli: "chronos-job list" },
	{ command: "view.1", keys: ["1"], about: "The first saved view", places: ["jobs"] },
	{ command: "view.2", keys: ["2"], about: "The second saved view", places: ["jobs"] },
	{ command: "view.3", keys: ["3"], about: "The third saved view", places: ["jobs"] },
	{ command: "view.4", keys: ["4"], about: "The fourth saved view", places: ["jobs"] },
	{ command: "view.5", keys: ["5"], about: "The fifth saved view", places: ["jobs"] },
	{ command: "view.6", keys: ["6"], about: "The sixth saved view", places: ["jobs"] },
	{ command: "view.7", keys: ["7"], about: "The seventh saved view", places: ["jobs"] },
	{ command: "view.8", keys: ["8"], about: "The eighth saved view", places: ["jobs"] },
	{ command: "view.9", keys: ["9"], about: "The ninth saved view", places: ["jobs"] },

	{ command: "search.open", keys: ["/"], about: "Search", places: ["pane", "log"], hint: 3 },
	{ command: "search.next", keys: ["n"], about: "The next match", places: ["pane", "log"] },
	{ command: "search.before", keys: ["N"], about: "The match before", places: ["pane", "log"] },
	{ command: "pane.wrap", keys: ["w"], about: "Break long lines, or cut them", places: ["pane", "log"], hint: 12 },
	{ command: "log.stdout", keys: ["o"], about: "What went to standard output", places: ["log"], hint: 1 },
	{ command: "log.stderr", keys: ["e"], about: "What went to standard error", places: ["log"], hint: 2 },
	{ command: "log.older", keys: ["["], about: "The attempt before", places: ["log"], hint: 4 },
	{ command: "log.newer", keys: ["]"], about: "The attempt after", places: ["log"] },
	{
		command: "pane.focus",
		keys: ["tab", "shift-tab"],
		about: "From the table to the pane and back",
		places: ofJob,
		hint: 13,
	},
	{ command: "pane.zoom", keys: ["z"], about: "The pane larger, alone, and as it was", places: ofJob, hint: 14 },

	{ command: "context.use", keys: ["enter"], about: "Go to this server", places: ["contexts"], hint: 1 },
	{ command: "task.open", keys: ["O"], about: "What the last command said", places: everywhere },
	{ command: "task.stop", keys: ["ctrl-k"], about: "Stop waiting for this command", places: ["task"], hint: 1 },
	{ command: "help.filter", keys: ["/"], about: "Show only some keys", places: ["help"], hint: 1 },

	{
		command: "nav.back",
		keys: ["escape", "backspace"],
		about: "Back; marks and the filter go first",
		places: everywhere,
	},
	{ command: "nav.close", keys: ["q"], about: "Close", places: overlays, hint: 2 },
	{ command: "nav.last", keys: ["-"], about: "Back to what was left last", places: everywhere },
	{ command: "copy", keys: ["c"], about: "Copy the name, or the text of the pane", places: ["jobs", ...texts] },
	{
		command: "save",
		keys: ["s"],
		about: "Save the list, or the text of the pane, to a file",
		places: ["jobs", ...texts],
	},
	{ command: "refresh", keys: ["ctrl-r", "f5"], about: "Ask the server now", places: everywhere },
	{ command: "pause", keys: ["p"], about: "Stop asking, or go on", places: everywhere },
	{
		command: "timeline.open",
		keys: ["T"],
		about: "What starts in the next 24 hours",
		places: everywhere,
		cli: "chronos-job list --sort next --columns name,next",
	},
	{
		command: "calls.open",
		keys: ["L"],
		about: "What was asked of the server, and the commands that do the same",
		places: everywhere,
	},
	{
		command: "contexts.open",
		keys: ["@"],
		about: "Other servers",
		places: everywhere,
		cli: "chronos-job context list",
	},
	{
		command: "command.open",
		keys: [":"],
		about: "Type a command, like :kill JOB or :sort -next",
		places: everywhere,
		hint: 90,
	},
	{
		command: "help.open",
		keys: ["?", "f1"],
		about: "These keys",
		places: everywhere,
		cli: "chronos-job --help",
		hint: 91,
	},
	{ command: "mouse.toggle", keys: ["m"], about: "Let the mouse choose and scroll, or not", places: everywhere },
	{ command: "app.quit", keys: ["q"], about: "Quit", places: ofJob, hint: 92 },
	{ command: "app.stop", keys: ["ctrl-c"], about: "Quit at once", places: everywhere },
	{ command: "app.suspend", keys: ["ctrl-z"], about: "Leave it waiting, until `fg`", places: everywhere },
] as const satisfies readonly BindingRow[];

export type CommandName = (typeof table)[number]["command"];

export interface Binding extends BindingRow {
	readonly command: CommandName;
}

export const bindings: readonly Binding[] = table;
