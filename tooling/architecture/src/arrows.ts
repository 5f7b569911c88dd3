/**
 * What each folder may import from its own package, from its neighbours and from npm.
 * The folder with the longest matching path decides. Test files are free.
 */
export interface Arrow {
	readonly folder: string;
	/** Folders or files of the repository, as prefixes. */
	readonly mayImport: readonly string[];
	/** Packages from npm or the workspace, and `node:` modules. */
	readonly packages: readonly string[];
}

const schemas = "@chronos-job/schemas";
const core = "@chronos-job/core";
const local = "@chronos-job/local";

const arrows: readonly Arrow[] = [
	{ folder: "packages/schemas/src", mayImport: ["packages/schemas/src"], packages: ["zod"] },

	{ folder: "packages/core/src/index.ts", mayImport: ["packages/core/src"], packages: [] },
	{
		folder: "packages/core/src/errors.ts",
		mayImport: ["packages/core/src/document/finding.ts", "packages/core/src/document/job-document.ts"],
		packages: [],
	},
	{
		folder: "packages/core/src/document",
		mayImport: ["packages/core/src/document"],
		packages: ["yaml"],
	},
	{
		folder: "packages/core/src/schedule",
		mayImport: ["packages/core/src/schedule", "packages/core/src/closest.ts"],
		packages: [schemas],
	},
	{ folder: "packages/core/src/graph", mayImport: ["packages/core/src/graph"], packages: [schemas] },
	{
		folder: "packages/core/src/validate",
		mayImport: [
			"packages/core/src/validate",
			"packages/core/src/document",
			"packages/core/src/schedule",
			"packages/core/src/graph",
			"packages/core/src/closest.ts",
		],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/explain",
		mayImport: [
			"packages/core/src/explain",
			"packages/core/src/document",
			"packages/core/src/schedule",
			"packages/core/src/graph",
		],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/client",
		mayImport: [
			"packages/core/src/client",
			"packages/core/src/gpus",
			"packages/core/src/errors.ts",
			"packages/core/src/clock.ts",
		],
		packages: [schemas, "undici"],
	},
	{
		folder: "packages/core/src/plan",
		mayImport: [
			"packages/core/src/plan",
			"packages/core/src/schedule",
			"packages/core/src/graph",
			"packages/core/src/log-dir",
			"packages/core/src/document/position.ts",
			"packages/core/src/validate/format-path.ts",
			"packages/core/src/client/client.ts",
			"packages/core/src/clock.ts",
			"packages/core/src/command-line.ts",
			"packages/core/src/errors.ts",
		],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/watch",
		mayImport: [
			"packages/core/src/watch",
			"packages/core/src/gpus",
			"packages/core/src/plan",
			"packages/core/src/client/client.ts",
			"packages/core/src/client/local-reader.ts",
			"packages/core/src/clock.ts",
			"packages/core/src/errors.ts",
		],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/context",
		mayImport: [
			"packages/core/src/context",
			"packages/core/src/document",
			"packages/core/src/closest.ts",
			"packages/core/src/errors.ts",
		],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/diagnose",
		mayImport: [
			"packages/core/src/diagnose",
			"packages/core/src/schedule",
			"packages/core/src/graph",
			"packages/core/src/explain",
			"packages/core/src/mesos/mesos-agents.ts",
			"packages/core/src/validate",
			"packages/core/src/command-line.ts",
		],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/mesos",
		mayImport: [
			"packages/core/src/mesos",
			"packages/core/src/client",
			"packages/core/src/clock.ts",
			"packages/core/src/errors.ts",
		],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/sweep",
		mayImport: ["packages/core/src/sweep", "packages/core/src/short-hash.ts"],
		packages: [schemas],
	},
	{
		folder: "packages/core/src/selection",
		mayImport: [
			"packages/core/src/selection",
			"packages/core/src/schedule",
			"packages/core/src/client/client.ts",
			"packages/core/src/closest.ts",
		],
		packages: [schemas],
	},
	{ folder: "packages/core/src/gpus", mayImport: ["packages/core/src/gpus"], packages: [schemas] },
	{ folder: "packages/core/src/log-dir", mayImport: ["packages/core/src/log-dir"], packages: [schemas] },
	{ folder: "packages/core/src/clock.ts", mayImport: [], packages: [] },
	{ folder: "packages/core/src/command-line.ts", mayImport: [], packages: [] },
	{ folder: "packages/core/src/short-hash.ts", mayImport: [], packages: [] },
	{ folder: "packages/core/src/closest.ts", mayImport: [], packages: [] },

	{ folder: "packages/local/src/index.ts", mayImport: ["packages/local/src"], packages: [] },
	// The engine decides: no clock, no files, no `node:` module.
	{
		folder: "packages/local/src/engine",
		mayImport: ["packages/local/src/engine", "packages/local/src/gpus/gpu.ts"],
		packages: [core, schemas],
	},
	{
		folder: "packages/local/src/executors",
		mayImport: ["packages/local/src/executors", "packages/local/src/sandbox", "packages/local/src/gpus"],
		packages: [
			core,
			schemas,
			"node:child_process",
			"node:fs",
			"node:fs/promises",
			"node:os",
			"node:path",
			"node:process",
		],
	},
	// What speaks to Apptainer.
	{
		folder: "packages/local/src/executors/apptainer",
		mayImport: ["packages/local/src/executors", "packages/local/src/sandbox", "packages/local/src/gpus"],
		packages: [core, schemas, "node:crypto", "node:fs", "node:fs/promises", "node:path", "node:process"],
	},
	// What speaks to the engines of containers.
	{
		folder: "packages/local/src/executors/docker",
		mayImport: ["packages/local/src/executors", "packages/local/src/sandbox", "packages/local/src/gpus"],
		packages: [
			core,
			schemas,
			"node:crypto",
			"node:fs/promises",
			"node:http",
			"node:https",
			"node:net",
			"node:os",
			"node:path",
		],
	},
	// Which GPUs there are, and how much of them is used.
	{
		folder: "packages/local/src/gpus",
		mayImport: ["packages/local/src/gpus", "packages/local/src/executors/processes.ts"],
		packages: [core, schemas, "node:fs", "node:fs/promises", "node:path"],
	},
	{
		folder: "packages/local/src/runtime",
		mayImport: [
			"packages/local/src/runtime",
			"packages/local/src/engine",
			"packages/local/src/gpus",
			"packages/local/src/stores/store.ts",
			"packages/local/src/executors/executor.ts",
			"packages/local/src/sandbox",
		],
		packages: [core, schemas, "node:crypto", "node:path", "node:timers", "node:timers/promises"],
	},
	{
		folder: "packages/local/src/http",
		mayImport: [
			"packages/local/src/http",
			"packages/local/src/engine",
			"packages/local/src/runtime/engine.ts",
			"packages/local/src/runtime/engine-closed-error.ts",
			"packages/local/src/gpus",
			"packages/local/src/stores/store.ts",
			"packages/local/src/sandbox/read-log.ts",
			"packages/local/src/executors/supervisor.ts",
		],
		packages: [
			core,
			schemas,
			"node:crypto",
			"node:events",
			"node:fs",
			"node:fs/promises",
			"node:http",
			"node:net",
			"node:path",
			"node:stream",
			"node:timers/promises",
			"node:util",
			"node:zlib",
		],
	},
	{ folder: "packages/local/src/manual-clock.ts", mayImport: [], packages: [core, "node:timers/promises"] },
	{ folder: "packages/local/src/answer-fetch.ts", mayImport: ["packages/local/src/http/handler.ts"], packages: [] },
	{ folder: "packages/local/src/job-refused-error.ts", mayImport: [], packages: [] },
	{ folder: "packages/local/src/own-version.ts", mayImport: [], packages: ["node:fs"] },
	{
		folder: "packages/local/src/submit-jobs.ts",
		mayImport: [
			"packages/local/src/answer-fetch.ts",
			"packages/local/src/job-refused-error.ts",
			"packages/local/src/http/server-facts.ts",
		],
		packages: [core, schemas],
	},
	{
		folder: "packages/local/src/start-local.ts",
		mayImport: ["packages/local/src"],
		packages: [core, "node:os", "node:path"],
	},
	{
		folder: "packages/local/src/stores",
		mayImport: ["packages/local/src/stores", "packages/local/src/engine"],
		packages: [core, schemas, "node:crypto", "node:fs", "node:path", "node:sqlite"],
	},
	{
		folder: "packages/local/src/state",
		mayImport: ["packages/local/src/state"],
		packages: [core, "node:crypto", "node:fs", "node:path"],
	},
	{
		folder: "packages/local/src/sandbox",
		mayImport: [
			"packages/local/src/sandbox",
			"packages/local/src/gpus/gpu.ts",
			"packages/local/src/executors/executor.ts",
			"packages/local/src/executors/processes.ts",
		],
		packages: [
			core,
			schemas,
			"node:crypto",
			"node:fs",
			"node:fs/promises",
			"node:http",
			"node:https",
			"node:path",
			"node:stream",
			"node:stream/promises",
			"node:timers/promises",
			"node:url",
		],
	},

	{ folder: "packages/tui/src/index.ts", mayImport: ["packages/tui/src"], packages: [] },
	{
		folder: "packages/tui/src/open-dashboard.tsx",
		mayImport: ["packages/tui/src"],
		packages: [core],
	},
	// What the dashboard is given; types alone.
	{ folder: "packages/tui/src/dashboard-options.ts", mayImport: ["packages/tui/src/state"], packages: [core] },
	{ folder: "packages/tui/src/text", mayImport: ["packages/tui/src/text"], packages: ["string-width"] },
	{ folder: "packages/tui/src/keys", mayImport: ["packages/tui/src/keys"], packages: [] },
	{
		folder: "packages/tui/src/state",
		mayImport: [
			"packages/tui/src/state",
			"packages/tui/src/keys",
			"packages/tui/src/text",
			"packages/tui/src/dashboard-options.ts",
		],
		packages: [core, schemas],
	},
	// From the state to lines of text: no Ink, no clock.
	{
		folder: "packages/tui/src/frame",
		mayImport: ["packages/tui/src/frame", "packages/tui/src/state", "packages/tui/src/keys", "packages/tui/src/text"],
		packages: [core, schemas],
	},
	{
		folder: "packages/tui/src/components",
		mayImport: ["packages/tui/src/components", "packages/tui/src/frame/frame.ts", "packages/tui/src/theme.ts"],
		packages: ["ink", "react"],
	},
	{
		folder: "packages/tui/src/theme.ts",
		mayImport: ["packages/tui/src/frame/frame.ts", "packages/tui/src/state/settings.ts"],
		packages: [],
	},
	// Where the data comes from, and what is done outside.
	{
		folder: "packages/tui/src/feed",
		mayImport: [
			"packages/tui/src/feed",
			"packages/tui/src/state",
			"packages/tui/src/text",
			"packages/tui/src/dashboard-options.ts",
		],
		packages: [core, schemas],
	},
	{
		folder: "packages/tui/src/effects",
		mayImport: [
			"packages/tui/src/effects",
			"packages/tui/src/feed",
			"packages/tui/src/state",
			"packages/tui/src/terminal",
			"packages/tui/src/text",
			"packages/tui/src/dashboard-options.ts",
		],
		packages: [core],
	},
	// Ink, the keyboard and the signals.
	{
		folder: "packages/tui/src/terminal",
		mayImport: [
			"packages/tui/src/terminal",
			"packages/tui/src/components",
			"packages/tui/src/frame",
			"packages/tui/src/keys",
			"packages/tui/src/state",
			"packages/tui/src/dashboard-options.ts",
			"packages/tui/src/theme.ts",
		],
		packages: [core, "ink", "react", "node:process"],
	},
	{
		folder: "packages/tui/src/speech",
		mayImport: [
			"packages/tui/src/speech",
			"packages/tui/src/effects",
			"packages/tui/src/terminal",
			"packages/tui/src/state",
			"packages/tui/src/keys",
			"packages/tui/src/text",
			"packages/tui/src/dashboard-options.ts",
		],
		packages: [core],
	},

	{
		folder: "packages/cli/src",
		mayImport: ["packages/cli/src", "packages/cli/package.json"],
		packages: [core, schemas],
	},
	{
		folder: "packages/cli/src/bin.ts",
		mayImport: ["packages/cli/src/main.ts", "packages/cli/src/rim"],
		packages: [],
	},
	// What every command starts with: no more than Node itself, and what reaches servers when it is needed.
	{
		folder: "packages/cli/src/rim",
		mayImport: [
			"packages/cli/src/rim",
			"packages/cli/src/host.ts",
			"packages/cli/src/local/http-request.ts",
			"packages/cli/src/context/create-transport.ts",
			"packages/cli/src/context/probe-host.ts",
			"packages/cli/package.json",
		],
		packages: ["node:readline/promises"],
	},
	// The one folder that knows that Chronos can run on this machine.
	{ folder: "packages/cli/src/local", mayImport: ["packages/cli/src"], packages: [core, schemas, local] },
	// The one folder that knows the screen.
	{ folder: "packages/cli/src/tui", mayImport: ["packages/cli/src"], packages: [core, schemas, "@chronos-job/tui"] },
	{ folder: "packages/cli/src/command/yargs.ts", mayImport: ["packages/cli/src"], packages: [core, "yargs"] },
	{ folder: "packages/cli/src/commands", mayImport: ["packages/cli/src"], packages: [core, schemas] },
	{
		folder: "packages/cli/src/render",
		mayImport: [
			"packages/cli/src/render",
			"packages/cli/src/host.ts",
			"packages/cli/src/commands",
			"packages/cli/src/local",
			"packages/cli/src/output/error-facts.ts",
			"packages/cli/src/schema",
			// What is shown.
			"packages/cli/src/change",
			"packages/cli/src/doctor",
			"packages/cli/src/follow",
			"packages/cli/src/history",
			"packages/cli/src/selection",
			"packages/cli/src/sweep",
		],
		packages: [core, schemas],
	},

	// Types of the tests' tools are structural, so that everybody can depend on them.
	{
		folder: "tooling/testkit/src",
		mayImport: ["tooling/testkit/src"],
		packages: [
			"fast-check",
			"node:fs",
			"node:http",
			"node:net",
			"node:os",
			"node:path",
			"node:stream",
			"node:url",
			"vitest",
		],
	},
	// The folders of it that start programs: engines to run containers in, and the terminal to try others on.
	{
		folder: "tooling/testkit/src/engines",
		mayImport: ["tooling/testkit/src/temp-dir.ts", "tooling/testkit/src/engines"],
		packages: [
			"node:child_process",
			"node:crypto",
			"node:events",
			"node:fs",
			"node:http",
			"node:os",
			"node:path",
			"node:stream",
			"node:timers/promises",
			"node:url",
		],
	},
	{
		folder: "tooling/testkit/src/terminal",
		mayImport: ["tooling/testkit/src/temp-dir.ts", "tooling/testkit/src/terminal"],
		packages: ["node:child_process", "node:fs", "node:path", "node:timers/promises", "node:util"],
	},
];

export interface Import {
	readonly from: string;
	/** A file of the repository, or the name of a package. */
	readonly to: string;
	readonly isFile: boolean;
	/** Erased at run time. */
	readonly isType: boolean;
}

/** The imports that no arrow allows, as sentences. */
export function forbiddenImports(imports: readonly Import[], table: readonly Arrow[] = arrows): readonly string[] {
	return imports.flatMap((found) => {
		const arrow = arrowOf(found.from, table);
		if (arrow === undefined) return [`${found.from} stands in no folder of tooling/architecture/src/arrows.ts`];
		// A type of Node's is erased, and tells nothing about what runs.
		if (found.isType && found.to.startsWith("node:")) return [];
		const allowed = found.isFile
			? arrow.mayImport.some((folder) => isIn(found.to, folder))
			: arrow.packages.includes(found.to);
		return allowed ? [] : [`${found.from} may not import ${found.to} (the row of ${arrow.folder} in arrows.ts)`];
	});
}

function arrowOf(file: string, table: readonly Arrow[]): Arrow | undefined {
	return table.filter(({ folder }) => isIn(file, folder)).toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

function isIn(file: string, folder: string): boolean {
	return file === folder || file.startsWith(`${folder}/`);
}
