import type { Deviations } from "../engine/settings.ts";
import type { HttpRules } from "./server-facts.ts";

/** Where this server differs from a real Chronos on purpose. */
export interface Deviation {
	/** In words with hyphens. */
	readonly name: string;
	/** Sections of the contract. */
	readonly contract: string;
	readonly upstream: string;
	readonly ours: string;
	/** The rule that switches it; without one it cannot be switched off, except as follows. */
	readonly rule?: RuleName;
	/** It is one of the executor, which has a switch `faithful` of its own. */
	readonly isOfExecutor?: boolean;
}

export type RuleName = keyof Deviations | keyof HttpRules;

type About = Pick<Deviation, "contract" | "upstream" | "ours">;

// A rule without a word about it does not compile.
const ofRules: Readonly<Record<RuleName, About>> = {
	clampsAtZero: {
		contract: "4.7",
		upstream: "Launching a job with no repetitions left makes its schedule infinite.",
		ours: "A count of 0 stays 0.",
	},
	consumesByScheduleOnly: {
		contract: "4.5, 4.7",
		upstream: "Retries and starts by hand use up repetitions and move the schedule.",
		ours: "Only launches by schedule do.",
	},
	refusesMissingParents: {
		contract: "3.3",
		upstream: "A new job whose parents do not exist gets 204, and is then invisible and cannot be deleted.",
		ours: "It is refused with 400 and the message that Chronos has for updates; the second line names the parents.",
	},
	wakesOnUpdate: {
		contract: "5.1",
		upstream: "An update acts when the loop wakes the next time, up to a minute later or much later.",
		ours: "It acts at once.",
	},
	keepsDisabled: {
		contract: "5.7",
		upstream: "A run that fails enables a job again that was disabled meanwhile.",
		ours: "The job stays disabled.",
	},
	deletesLosslessly: {
		contract: "3.6",
		upstream: "The children of a deleted scheduled job lose their container, environment, arguments and more.",
		ours: "They get its schedule and keep all their fields.",
	},
	keepsPending: {
		contract: "5.14",
		upstream: "A restart forgets the queue, pending retries and the counts of parents.",
		ours: "All of them survive.",
	},
	countsLaunchFailures: {
		contract: "5.5",
		upstream: "A task that cannot be launched leaves its job shown as queued or running, and counts nothing.",
		ours: "It has failed.",
	},
	refusesLineBreaks: {
		contract: "5.2",
		upstream: "Arguments with a line break are taken, and the run is lost.",
		ours: "They are refused with 400.",
	},
	refusesHotPeriods: {
		contract: "4.11",
		upstream: "Zero, negative and sub-second periods are taken; they run without end or stop the scheduler.",
		ours: "They are refused with 400.",
	},
	refusesUnknownZones: {
		contract: "4.3",
		upstream: "An unknown time zone means UTC.",
		ours: "It is refused with 400.",
	},
	holdsRetries: {
		contract: "5.4, 5.6",
		upstream: "A retry that comes due while its job is busy vanishes.",
		ours: "It waits for the job.",
	},
	jsonForBadInput: {
		contract: "1.3, 3.0, 3.3, 3.4",
		upstream:
			"Malformed JSON, an empty body, `null`, a list or anything else that is no object, a missing name, an unknown enum value, the wrong endpoint, a new job without parents and a cycle are answered with 500, most of them with an HTML page.",
		ours: "They are answered with 400 and an object that names the field, or line and column.",
	},
	noStackTraces: {
		contract: "1.3",
		upstream: "A message is a whole Java stack trace.",
		ours: "It is the first line of it; a second line, where there is one, says more.",
	},
	summaryNeverFails: {
		contract: "1.4.3",
		upstream: "One job with an unreadable lastSuccess or lastError makes jobs/summary and graph/csv fail for all.",
		ours: "Such a time counts as no success.",
	},
};

const ofExecutor: Readonly<Record<string, About>> = {
	"runs-commands-that-look-like-addresses": {
		contract: "5.9",
		upstream: "A command that begins with the letters `http` or `ftp` is taken for an address, as `httpd -f` is.",
		ours: "Only one whose first word is an address (`http://…`, `https://…`) is: the program is fetched and run, with the words that follow it. `ftp://…` cannot be fetched. Everything else is a command.",
	},
};

const always: Readonly<Record<string, About>> = {
	"no-stored-cycles": {
		contract: "3.3",
		upstream: "A job that is its own parent, or part of a cycle, ends the server, and again at every start.",
		ours: "It is refused with 400, or stays hidden, and never ends the server.",
	},
	"verdicts-in-order": {
		contract: "5.6, 7",
		upstream:
			"After the clock was set back a verdict is told earlier than the one before, and retries stop until the clock has caught up.",
		ours: "It is never told earlier than the one before.",
	},
	"slashes-in-arguments": {
		contract: "5.2, 5.5",
		upstream:
			"A slash in the arguments makes a task id that Mesos refuses: nothing runs, nothing is counted, and the job stays queued.",
		ours: "The job runs.",
	},
	"nearest-numbers": {
		contract: "2.1",
		upstream: "A number that is too large for its field is truncated, whatever that makes of it.",
		ours: "It becomes the nearest that fits: `retries` and `gpus` end at 2147483647, counters and `maxCompletionTime` at 9007199254740991, amounts at 1.7976931348623157E308.",
	},
	"no-foreign-origins": {
		contract: "1.7",
		upstream: "Every web page may read every answer (`Access-Control-Allow-Origin: *`).",
		ours: "Requests with the Origin of another site get no such header, and 403 when they would change something; so do those with `Sec-Fetch-Site: cross-site`.",
	},
	"host-check": {
		contract: "1.1",
		upstream: "Any Host is served.",
		ours: "On a port, a Host that is neither loopback nor the name or address that was bound gets 421.",
	},
	"body-limit": {
		contract: "1.1",
		upstream: "A body may be as long as it likes.",
		ours: "More than 1 MiB gets 413; headers end at 16 KiB, and have to arrive within 10 seconds.",
	},
	"warns-of-misfits": {
		contract: "5.4, 11.3",
		upstream: "A job that no machine can hold is taken without a word.",
		ours: "The 204 carries a `Warning: 299` header that says why; the job is queued all the same.",
	},
	"counters-on-request": {
		contract: "2.7",
		upstream: "An update sets the counters to what it says, or to nothing.",
		ours: "The same; with `?counters=keep`, or the header `Chronos-Counters: keep`, they stay as they are.",
	},
	"machine-constraints": {
		contract: "5.12, 11.3",
		upstream: "Agents have attributes, roles and offers.",
		ours: "There is one machine, whose only attribute is `hostname`.",
	},
	"no-task-callbacks": {
		contract: "1.9",
		upstream: "In 2.x an asynchronous job ends when `PUT task/TASKID` says so.",
		ours: "Every attempt ends with its process; the call is checked, answered with 204 and has no effect.",
	},
	"counters-in-metrics": {
		contract: "10.3",
		upstream: "The counters of /metrics begin at 0 with the process; offers, the JVM and Jetty are measured.",
		ours: "The counters are those of the jobs; there are the two queues and the times of the runs besides.",
	},
	"no-epsilon": {
		contract: "2.8, 4.12",
		upstream:
			"In 2.x a run that could not start within the `epsilon` of its job, a minute unless said otherwise, is skipped.",
		ours: "`epsilon` is kept and shown; runs that are late start late, as in 3.x.",
	},
	"no-log-levels": {
		contract: "1.4.18",
		upstream: "/logging changes log levels.",
		ours: "It shows a page that says that there are none.",
	},
	"no-web-interface": {
		contract: "1.4.19",
		upstream: "/ is a web interface.",
		ours: "It is a page with links.",
	},
};

export const deviations: readonly Deviation[] = [
	...Object.keys(ofRules)
		.filter(isRule)
		.map((rule) => ({ name: kebab(rule), ...ofRules[rule], rule })),
	...Object.entries(ofExecutor).map(([name, about]) => ({ name, ...about, isOfExecutor: true })),
	...Object.entries(always).map(([name, about]) => ({ name, ...about })),
];

function isRule(name: string): name is RuleName {
	return Object.hasOwn(ofRules, name);
}

function kebab(name: string): string {
	return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
