import type { ExitCode } from "@chronos-job/core";
import type { Screen } from "../host.ts";
import type { ErrorFacts } from "../output/error-facts.ts";
import type { ArgsOf, ArgTable } from "./args.ts";
import type { Session } from "./session.ts";
import type { Theme } from "./themes.ts";

export interface Example {
	/** As typed, starting with `chronos-job`. A test runs it in `examples/`. */
	readonly line: string;
	readonly about: string;
}

/** The exit code of a program that a command has run, which is handed on as it is. */
export interface ForeignExit {
	readonly status: number;
}

/** Everything about one command, except the parsing of its command line and the writing of its output. */
export interface Command<Table extends ArgTable = ArgTable, Result = unknown, Event = unknown> {
	/** The name and its positional arguments: `validate <files..>`, `local logs [job]`. */
	readonly name: string;
	/** Where the help of the program lists it. */
	readonly theme: Theme;
	/** Its first clause stands in the help of the program. */
	readonly about: string;
	readonly examples: readonly [Example, Example, ...Example[]];
	readonly args: Table;
	run(args: ArgsOf<Table>, session: Session<Event>): Result | Promise<Result>;
	/** Whether people read what it prints page by page where that is longer than their screen. */
	isPaged?(args: ArgsOf<Table>): boolean;
	/** What the exit code says about a result; 0 when absent. */
	exit?(result: Result): ExitCode | ForeignExit;
	readonly views: {
		/** Ends with a line end unless empty. */
		result(result: Result, screen: Screen): string;
		/** Bytes are printed as they are. */
		event?(event: Event, screen: Screen): string | Uint8Array;
		/** What people read of an event on standard error. */
		eventAside?(event: Event, screen: Screen): string | Uint8Array;
		/** What ndjson prints instead of an event, which may hold what only views need. */
		eventJson?(event: Event): unknown;
		/** What machine outputs print instead of the result, which may hold what only views need. */
		json?(result: Result): unknown;
		/** What the last line of ndjson says, when events have told the rest. */
		summary?(result: Result): unknown;
	};
	/** More values of `--output`, each a pure view. */
	readonly formats?: Readonly<Record<string, Format<Result>>>;
}

/** Does nothing at run time: it lets TypeScript infer the types of a command from its parts. */
export function defineCommand<const Table extends ArgTable, Result, Event = never>(
	command: Command<Table, Result, Event>,
): Command<Table, Result, Event> {
	return command;
}

/** One more value of `--output`: how it prints a result, and what stopped the command instead. */
export interface Format<Result> {
	view(result: Result, version: string): string;
	/** Without it people are told on standard error, as in the usual output. */
	problem?(facts: ErrorFacts, version: string): string;
}

/** One word, or two for a command of a group. */
export function nameOf({ name }: Pick<Command, "name">): string {
	return name.replace(/ [<[].*/, "");
}

/** The positional arguments, as help shows them. */
export function placesOf(command: Pick<Command, "name">): readonly string[] {
	return command.name
		.slice(nameOf(command).length)
		.split(" ")
		.filter((place) => place !== "");
}
