import type { Conversation } from "../dashboard-options.ts";
import type { Performers } from "./performer.ts";
import type { Rim } from "./rim.ts";

/** Runs commands of the program and passes on what they say and ask. */
export function tasks(rim: Rim): Performers<"run" | "answer" | "stop"> {
	const running = new Map<number, Running>();
	return {
		run({ id, words }) {
			const task: Running = { stopping: new AbortController(), answer: () => undefined };
			running.set(id, task);
			rim.attend(runTask(rim, { id, words, task }).finally(() => running.delete(id)));
		},
		answer: ({ id, text }) => running.get(id)?.answer(text),
		stop({ id }) {
			const task = running.get(id);
			task?.stopping.abort();
			task?.answer(undefined);
		},
	};
}

interface Running {
	readonly stopping: AbortController;
	/** To the question that was asked last. */
	answer: (text: string | undefined) => void;
}

interface Started {
	readonly id: number;
	readonly words: readonly string[];
	readonly task: Running;
}

async function runTask(rim: Rim, started: Started): Promise<void> {
	const { dispatch, options } = rim;
	const { program, clock } = options;
	const { id, words } = started;
	const log = (text: string, isCommand: boolean) =>
		dispatch({ type: "call", call: { at: clock.now(), text, isCommand } });
	log(`$ ${program.format(words)}`, true);
	const exitCode = await program.run(
		words,
		conversationOf(rim, started, (call) => log(call, false)),
	);
	dispatch({ type: "task.ended", id, exitCode, now: clock.now() });
}

function conversationOf(rim: Rim, { id, task }: Started, onCall: (call: string) => void): Conversation {
	const { dispatch, lend } = rim;
	return {
		width: rim.columns(),
		signal: AbortSignal.any([rim.signal, task.stopping.signal]),
		onText: (text) => dispatch({ type: "task.text", id, text }),
		onCall,
		ask: (question) =>
			new Promise((resolve) => {
				task.answer = resolve;
				dispatch({ type: "task.asks", id, question });
			}),
		lend,
	};
}
