import type { Deviation } from "@chronos-job/conformance";
import { deviations as documented } from "../src/http/deviations.ts";
import { insteadOf } from "./instead.ts";

/** What the conformance suite finds of each documented deviation. */
const testsOf: Readonly<Record<string, readonly (string | RegExp)[]>> = {
	"clamps-at-zero": [
		"a manual start of a job without repetitions makes it endless",
		"a job that runs once and is retried becomes endless",
	],
	"consumes-by-schedule-only": [
		"a manual start rewrites the schedule as a launch on time does",
		"a manual start uses up a repetition",
		"a retry uses up a repetition",
	],
	"refuses-missing-parents": [
		"a missing parent is 204, and the job is invisible",
		"a job with a missing parent appears when the parent does",
		"new jobs that wait for each other are 204, to the end of the server",
		"exchange: create with a missing parent: accepted, then invisible",
	],
	"wakes-on-update": ["an update wakes nothing: a job that is made due waits for the loop"],
	"keeps-disabled": ["a failing run enables a job that was disabled meanwhile"],
	"deletes-losslessly": [
		/^a child of a deleted scheduled job loses its/,
		"the links from other parents stay, and start the job as well",
	],
	"keeps-pending": [/ (?:is|was queued is) forgotten at a restart$/],
	"counts-launch-failures": [],
	"refuses-line-breaks": [
		"arguments with a line break are taken",
		"a start with a line break in its arguments is 204, and its run is lost",
	],
	"refuses-hot-periods": [/^the harmful schedule .* is taken all the same$/],
	"refuses-unknown-zones": [/^the unknown zone "(?!null).* is taken$/, "an unknown zone is UTC"],
	"holds-retries": ["a retry that comes due while its job runs is lost"],
	"json-for-bad-input": [
		/^a container with .* is 500 as HTML$/,
		/^an? (?:variable|constraint|LIKE|UNLIKE) .* is 500 as HTML$/,
		/ instead of a job is 500 as HTML$/,
		/^(?:parents|a schedule|neither schedule nor parents) posted to .* 500 as HTML$/,
		/^(?:an empty body|a body of null) is 500 as JSON$/,
		"parents of null make a job dependent all the same",
		"no parents in a list make a job dependent all the same",
		"creating a dependent job without parents is 500 as JSON",
		"an update that closes a circle is 500 as JSON",
		"an unknown key in a progress is 500 as HTML",
		"a page about an exception tells which",
		"a page about an exception closes the connection",
		"exchange: malformed JSON",
		"2.x: an unparsable schedule is 400 without a body",
		"2.x: uris with fetch are 400 without a body",
		"2.x: a callback with other keys is 500 as HTML",
		"2.x: a job without command is 500 as HTML",
	],
	"nearest-numbers": [],
	"runs-commands-that-look-like-addresses": ["a command that begins like an address is taken for one"],
	"no-epsilon": [],
	"no-stack-traces": [
		"a failed requirement tells its stack trace",
		"the message about an unknown job is a whole stack trace",
	],
	"verdicts-in-order": [],
	"slashes-in-arguments": ["a run with a slash in its arguments is never heard of again"],
	"summary-never-fails": [/^one unreadable time beside another makes/],
	"no-stored-cycles": ["a new job that is its own parent is 204, to the end of the server"],
	"no-foreign-origins": [
		/^a page of another origin may read /,
		/ is taken whatever its Origin is$/,
		"a ping echoes the Origin",
	],
	"host-check": ["any Host is served"],
	"body-limit": ["a body of two megabytes is taken"],
	"warns-of-misfits": ["a submit that no machine can hold is taken without a word"],
	"counters-on-request": ["no query and no header keeps counters over an update"],
	// Nothing of it can be seen from outside.
	"machine-constraints": [],
	"no-task-callbacks": ["2.x: an async job waits for its callback"],
	"counters-in-metrics": ["metrics measure the memory of the JVM", "metrics time the calls"],
	"no-log-levels": ["logging has a form for each level"],
	"no-web-interface": ["the page at the root loads its script"],
};

/** The deviations of the embedded server; a faithful one keeps those that nothing switches off. */
export function deviationsOf({ faithful = false }: { readonly faithful?: boolean } = {}): readonly Deviation[] {
	return documented
		.filter(({ rule, isOfExecutor = false }) => !faithful || (rule === undefined && !isOfExecutor))
		.map(({ name, ours }) => ({ name, because: ours, tests: testsOf[name] ?? [], instead: insteadOf[name] ?? [] }));
}

/** Names that are in only one of both lists. */
export function strayNames(): readonly string[] {
	const names = documented.map(({ name }) => name);
	const ours = Object.keys(testsOf);
	return [...names.filter((name) => !ours.includes(name)), ...ours.filter((name) => !names.includes(name))];
}
