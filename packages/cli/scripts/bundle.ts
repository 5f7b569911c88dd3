/** Bundles the program: `npm run build`. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import {
	asciiOnly,
	leanBuiltins,
	withFewWidths,
	withoutDevtools,
	withoutFacades,
	withoutManual,
} from "./bundle-plugins.ts";

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const hotPath = (id: string) =>
	/(core|schemas|cli)\/src\//.test(id) &&
	!/\/cli\/src\/(bin\.ts|main\.ts|help\.gen\.ts|rim\/)/.test(id) &&
	!/\/cli\/src\/commands\/(?!index|validate)/.test(id) &&
	!/\/cli\/src\/render\/(?!(error-text|findings|github|hang|in-context|paint|plural|sarif|width-of|wrap)\.ts)/.test(
		id,
	) &&
	!coldPaths.some((path) => id.includes(path));

/** What is loaded only when it is needed. A test sees to it that the hot path imports none of these. */
const coldPaths = [
	"/core/src/sweep/",
	"/core/src/selection/",
	"/core/src/log-dir/",
	"/core/src/mesos/",
	"/core/src/diagnose/",
	"/core/src/context/",
	"/core/src/watch/",
	"/core/src/plan/",
	"/core/src/client/",
	"/cli/src/sweep/",
	"/cli/src/selection/",
	"/cli/src/history/",
	"/cli/src/journal/",
	"/cli/src/follow/",
	"/cli/src/definitions/",
	"/cli/src/context/",
	"/cli/src/change/",
	"/cli/src/command/target-args",
	"/cli/src/command/text-width",
	"/cli/src/command/yargs",
	"/cli/src/completion/",
	"/cli/src/doctor/",
	"/cli/src/files/fill-file",
	"/cli/src/files/fix-documents",
	"/cli/src/files/parse-any",
	"/cli/src/files/with-lock",
	"/cli/src/files/write-whole-file",
	"/cli/src/local/",
	"/cli/src/terminal/pages",
	"/cli/src/tui/",
	"/cli/src/schema/",
	"/cli/src/templates/",
	"/core/src/clock",
	"/core/src/document/apply-edits",
	"/core/src/document/bare-run",
	"/core/src/document/encoding-mistakes",
	"/core/src/document/field-name",
	"/core/src/document/find-not-utf8",
	"/core/src/document/foreign-text",
	"/core/src/document/format-",
	"/core/src/document/guess-bracket",
	"/core/src/document/is-equal",
	"/core/src/document/is-yaml",
	"/core/src/document/json-items",
	"/core/src/document/json-parser",
	"/core/src/document/json-scanner",
	"/core/src/document/key-order",
	"/core/src/document/odd-text",
	"/core/src/document/open-brackets",
	"/core/src/document/parse-document",
	"/core/src/document/parse-json",
	"/core/src/document/parse-yaml",
	"/core/src/document/read-rest",
	"/core/src/document/repair-",
	"/core/src/document/separators",
	"/core/src/document/set-field",
	"/core/src/document/structure-mistakes",
	"/core/src/document/yaml-",
	"/core/src/explain/",
	"/core/src/gpus/",
	"/core/src/graph/deletion",
	"/core/src/schedule/advance",
	"/core/src/schedule/describe-schedule",
	"/core/src/schedule/drift-cause",
	"/core/src/schedule/intended-slots",
	"/core/src/schedule/upcoming",
	"/core/src/local-time",
	"/core/src/parse-span",
	"/core/src/short-hash",
	"/core/src/validate/build-rules/",
	"/core/src/validate/lacking-build",
	"/schemas/src/activity",
	"/schemas/src/builds",
	"/schemas/src/calls",
	"/schemas/src/coercion",
	"/schemas/src/constraint-text",
	"/schemas/src/fill-job",
	"/schemas/src/format-job",
	"/schemas/src/graph-csv",
	"/schemas/src/java-double",
	"/schemas/src/job-layout",
	"/schemas/src/job-result",
	"/schemas/src/job-parts",
	"/schemas/src/kind-of",
	"/schemas/src/reply-validators",
];

/** What talks to a server, and `list`; whatever these import comes along. */
const clientPath =
	/\/cli\/src\/(commands\/list|context\/(connect|create-transport|open-context)|local\/open-local-target)\.ts$/;

/** The live table and all that it is drawn with: one file, which nothing else loads. */
const screenPath = (id: string) =>
	/\/packages\/tui\/|\/cli\/src\/tui\/(?!settings-f|parse-settings)|\/node_modules\//.test(id) &&
	!/\/cli\/node_modules\/|\/node_modules\/(?:ajv|ansi-regex|undici|yaml|zod)\//.test(id);

await build({
	cwd: here("."),
	plugins: [
		withFewWidths({
			narrow: here("src/command/text-width.ts"),
			real: createRequire(here("../tui/src/index.ts")).resolve("string-width"),
		}),
		withoutDevtools,
		withoutManual,
		withoutFacades,
		leanBuiltins,
		asciiOnly,
	],
	preserveEntrySignatures: false,
	input: { bin: "src/bin.ts" },
	platform: "node",
	transform: {
		// `using` is Node 24's.
		target: "node22",
		// React for those who use it, not for those who write with it.
		define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
	},
	resolve: {
		// Sources, not builds: one bundle, shaken as a whole.
		conditionNames: ["@chronos-job/source", "import", "node", "default"],
		mainFields: ["module", "main"],
	},
	output: {
		dir: "dist",
		format: "esm",
		minify: true,
		entryFileNames: "[name].js",
		chunkFileNames: "chunks/[name]-[hash].js",
		// What `validate` needs is one file, and what `list` needs one more: every further file costs half a millisecond at each start.
		codeSplitting: {
			groups: [
				{ name: "hot-path", test: hotPath, includeDependenciesRecursively: false, priority: 2 },
				{ name: "client", test: clientPath, includeDependenciesRecursively: true, priority: 1 },
				{ name: "screen", test: screenPath, includeDependenciesRecursively: false, priority: 3 },
			],
		},
		cleanDir: true,
	},
});
