/** Bundles the program: `npm run build`. */
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { asciiOnly, leanBuiltins, withoutFacades, withoutManual } from "./bundle-plugins.ts";

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const hotPath = (id: string) =>
	/(core|schemas|cli)\/src\//.test(id) &&
	!/\/(bin|main|help\.gen)\.ts$/.test(id) &&
	!/\/cli\/src\/commands\/(?!index|validate)/.test(id) &&
	!/\/cli\/src\/render\/(?!(error-text|findings|github|hang|paint|plural|sarif|wrap)\.ts)/.test(id) &&
	!coldPaths.some((path) => id.includes(path));

/** What is loaded only when it is needed. A test sees to it that the hot path imports none of these. */
const coldPaths = [
	"/core/src/sweep/",
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
	"/cli/src/command/text-width",
	"/cli/src/command/yargs",
	"/cli/src/completion/",
	"/cli/src/files/fix-documents",
	"/cli/src/files/parse-any",
	"/cli/src/files/write-whole-file",
	"/cli/src/local/",
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
	"/core/src/graph/deletion",
	"/core/src/schedule/advance",
	"/core/src/schedule/describe-schedule",
	"/core/src/schedule/drift-cause",
	"/core/src/schedule/intended-slots",
	"/core/src/schedule/upcoming",
	"/schemas/src/activity",
	"/schemas/src/calls",
	"/schemas/src/coercion",
	"/schemas/src/constraint-text",
	"/schemas/src/fill-job",
	"/schemas/src/format-job",
	"/schemas/src/graph-csv",
	"/schemas/src/java-double",
	"/schemas/src/job-layout",
	"/schemas/src/job-parts",
	"/schemas/src/kind-of",
	"/schemas/src/reply-validators",
];

/** What every question to a server needs, and `list` with it: one more file. */
const clientPath = (id: string) => clientPaths.some((path) => path.test(id));

const clientPaths = [
	/\/core\/src\/client\/(?!open-dispatcher)/,
	/\/core\/src\/clock\.ts$/,
	/\/core\/src\/context\/(config-problems|find-proxy|parse-netrc|resolve-target)\.ts$/,
	/\/core\/src\/schedule\/advance\.ts$/,
	/\/schemas\/src\/(activity|calls|coercion|fill-job|format-job|graph-csv|java-double|job-layout|kind-of|reply-validators(\.gen)?)\.ts$/,
	/\/local\/src\/state\/(make-directories|open-state-directory|server-record|state-directory|state-failure)\.ts$/,
	/\/cli\/src\/commands\/list\.ts$/,
	/\/cli\/src\/context\/(config-place|connect|create-transport|dialect-memory|find-credentials|forgetting-transport|guard-changes|is-nobody|load-config|once-at-a-time|open-context|read-secret)\.ts$/,
	/\/cli\/src\/local\/(json-fields|open-local-target)\.ts$/,
	/\/cli\/src\/render\/(columns|csv|duration|job-table|time)\.ts$/,
	/\/cli\/src\/selection\//,
	/\/helpers\/esm\/usingCtx/,
];

await build({
	cwd: here("."),
	plugins: [withoutManual, withoutFacades, leanBuiltins, asciiOnly],
	preserveEntrySignatures: false,
	input: { bin: "src/bin.ts" },
	platform: "node",
	// `using` is Node 24's.
	transform: { target: "node22" },
	resolve: {
		// Sources, not builds: one bundle, shaken as a whole.
		conditionNames: ["@chronos-job/source", "import", "node", "default"],
		mainFields: ["module", "main"],
		alias: {
			// The real one holds a regular expression that costs 26 ms at every start; help texts are plain ASCII.
			"string-width": here("src/command/text-width.ts"),
		},
	},
	output: {
		dir: "dist",
		format: "esm",
		minify: true,
		entryFileNames: "[name].js",
		chunkFileNames: "chunks/[name]-[hash].js",
		// What `validate` needs is one file, and what `list` needs one more: every further file costs half a millisecond at each start.
		codeSplitting: {
			includeDependenciesRecursively: false,
			groups: [
				{ name: "hot-path", test: hotPath },
				{ name: "client", test: clientPath },
			],
		},
		cleanDir: true,
	},
});
