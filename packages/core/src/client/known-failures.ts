import type { ErrorCode } from "../errors.ts";

/** What a Chronos says, and what that means. */
export interface KnownFailure {
	readonly pattern: RegExp;
	/** Whether it means that only where a job was sent. */
	readonly isAboutSentJob?: boolean;
	readonly explain: (match: RegExpExecArray) => {
		readonly code?: ErrorCode;
		readonly message: string;
		readonly hint?: string;
	};
}

export const validateHint = "Check the file with `chronos-job validate`.";

export function missingJob(name: string): ReturnType<KnownFailure["explain"]> {
	return {
		code: "job.not-found",
		message: `the server has no job ${name}`,
		hint: "See which there are with `chronos-job list`.",
	};
}

/** By the words of the server without the wrappings of Java (contract §3.7, §9.5); the first that matches counts. */
export const knownFailures: readonly KnownFailure[] = [
	{
		pattern: /^Job(?:Schedule)? '(.*)' not found$/,
		explain: ([, name = ""]) => missingJob(name),
	},
	{
		pattern: /^the job's name is invalid/,
		explain: () => ({
			message: "the server does not take the name of the job",
			hint: "Use letters, digits, `_`, `-` and `.` only.",
		}),
	},
	{
		pattern: /(?:Error, parent does not exist|parent does not exist)$/,
		explain: () => ({
			message: "the job has an empty list of parents",
			hint: "Name a parent, or give it a `schedule`.",
		}),
	},
	{
		pattern: /^Job(?:Schedule)? (.*) does not have all parents defined!$/,
		explain: ([, name]) => ({
			message: `a parent of ${name} is not on the server`,
			hint: "Submit the parents first, or together with it.",
		}),
	},
	{
		pattern: /^Cannot parse schedule '(.*)' \(wtf bro\)$/,
		explain: ([, schedule]) => ({ message: `the server cannot read the schedule ${schedule}`, hint: validateHint }),
	},
	{
		pattern: /^Scheduled start date '(.*)' is (?:before 1970|more than 1 year in the past)!$/,
		explain: ([, start]) => ({
			message: `the schedule begins too long ago for the server, at ${start}`,
			hint: "Let `schedule` begin now or later.",
		}),
	},
	{
		pattern: /^Tried to add both uri \(deprecated\) and fetch parameters on (.*)$/,
		explain: ([, name]) => ({ message: `${name} has both uris and fetch`, hint: "Move what `uris` has into `fetch`." }),
	},
	{
		pattern: /^(?:[\w.]+Exception: )?loops not allowed$/,
		explain: () => ({ message: "the job would be its own parent", hint: "Remove its name from its `parents`." }),
	},
	{
		pattern: /CycleFoundException/,
		explain: () => ({
			message: "the job would have to wait for itself: its parents form a cycle",
			hint: "See the chain of parents with `chronos-job graph`.",
		}),
	},
	{
		pattern: /not the leader!$/,
		explain: () => ({
			message: "the server takes no changes, since it is not the leader any more",
			hint: "Try again in a moment.",
		}),
	},
	{
		pattern: /^Invalid task id format (.*)$/,
		explain: ([, taskId]) => ({ message: `${taskId} is no task id`, hint: "Write it as the server did, with `ct:`." }),
	},
	{
		pattern: /^JobSchedule '(.*)' is not enabled to track data$/,
		explain: ([, name]) => ({
			message: `${name} does not count the elements it processes`,
			hint: "Set `dataProcessingJobType` of the job.",
		}),
	},
	{
		pattern: /^numAdditionalElementsProcessed \((.*)\) is not positive$/,
		explain: ([, number]) => ({ message: `${number} is no number of processed elements`, hint: "Send 0 or more." }),
	},
	{
		pattern: /Task id {1,2}(.*) not found$/,
		explain: ([, taskId]) => ({ code: "job.not-found", message: `the server knows no task ${taskId}` }),
	},
	{
		pattern: /Invalid format: "(.*?)"/,
		explain: ([, text]) => ({
			message: `the server stumbles over a job whose lastSuccess or lastError is ${JSON.stringify(text)}, which is no time`,
			hint: "Find the job with `chronos-job list` and submit it again without that.",
		}),
	},
	{
		pattern: /argument type mismatch/,
		explain: () => ({
			message: "the server takes a job with parents for one with a schedule, or the other way round",
			hint: "Give the job either `schedule` or `parents`.",
		}),
	},
	{
		pattern: /JsonParseException|JsonMappingException|JsonEOFException/,
		explain: () => ({ message: "the server could not read what it was sent as JSON", hint: validateHint }),
	},
	{
		pattern: /MatchError/,
		explain: () => ({
			message: "the server found something else than an object in a list of objects",
			hint: validateHint,
		}),
	},
	{
		pattern: /NoSuchElementException: No value found for '(.*)'/,
		explain: ([, word]) => ({
			message: `the server does not know the word ${word}`,
			hint: "Check `type`, `network` and `mode` of the container.",
		}),
	},
	{
		pattern: /PatternSyntaxException/,
		explain: () => ({ message: "the server cannot read the pattern of a constraint", hint: validateHint }),
	},
	{
		pattern: /NoSuchElementException: None\.get|ConcurrentModificationException/,
		explain: () => ({
			message: "the server stumbled over a job that changed at that moment",
			hint: "Try again.",
		}),
	},
	{
		pattern: /NullPointerException/,
		isAboutSentJob: true,
		explain: () => ({
			message: "the server misses something in the job: its name, or a field that one of its parts has to have",
			hint: validateHint,
		}),
	},
	{
		pattern: /NullPointerException/,
		explain: () => ({
			message: "the server stumbled over a mistake of its own",
			hint: "Ask whoever runs the server what its log says; `--verbose` shows all that it answered.",
		}),
	},
];
