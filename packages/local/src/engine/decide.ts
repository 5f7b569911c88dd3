import { clearQueue } from "./clear-queue.ts";
import { deleteJob } from "./delete-job.ts";
import { placeInQueue } from "./enqueue.ts";
import { attemptDelayed, attemptFinished, attemptLost, attemptPulling, attemptStarted } from "./follow-attempt.ts";
import type { Input } from "./input.ts";
import { killTasks } from "./kill-tasks.ts";
import { markSuccessful } from "./mark-successful.ts";
import { valuesOf } from "./ordered-map.ts";
import { putJob } from "./put-job.ts";
import { restart } from "./restart.ts";
import { startJob } from "./start-job.ts";
import { type EngineState, findJob, type JobState } from "./state.ts";
import { stepClock } from "./step-clock.ts";
import { tick } from "./tick.ts";
import { type Decision, openTurn, type Turn } from "./turn.ts";

/** All that Chronos would do about something that happened at a time, as data; the state given stays as it is. */
export function decide(state: EngineState, input: Input, now: number): Decision {
	const turn = openTurn(state, now);
	react(turn, input);
	tick(turn);
	return turn.close();
}

type Reactions = { readonly [Type in Input["type"]]: (turn: Turn, input: Extract<Input, { type: Type }>) => void };

const reactions: Reactions = {
	"job.put": (turn, input) => putJob(turn, input.job, input),
	"job.deleted": (turn, { name }) => deleteJob(turn, name),
	"job.started": (turn, { name, args }) => withJob(turn, name, (state) => startJob(turn, state, args)),
	"job.marked-successful": (turn, { name }) => withJob(turn, name, (state) => markSuccessful(turn, state)),
	"tasks.killed": (turn, { name }) => withJob(turn, name, (state) => killTasks(turn, state)),
	"queue.cleared": (turn, { name }) => clearQueue(turn, name),
	"clock.ticked": () => undefined,
	"clock.stepped": (turn, { byMs }) => stepClock(turn, byMs),
	"capacity.changed": changeCapacity,
	"executor.changed": changeExecutor,
	"attempt.started": (turn, { taskId, at }) => attemptStarted(turn, taskId, at),
	"attempt.delayed": (turn, { taskId, because }) => attemptDelayed(turn, taskId, because),
	"attempt.pulling": (turn, { taskId, image, bytes, totalBytes }) =>
		attemptPulling(turn, taskId, { image, bytes, ...(totalBytes === undefined ? {} : { totalBytes }) }),
	"attempt.finished": attemptFinished,
	"attempt.lost": attemptLost,
	restarted: restart,
};

// The compiler cannot see that the row of a type takes the inputs of that type.
function react<Type extends Input["type"]>(turn: Turn, input: Extract<Input, { type: Type }>): void {
	const reaction: (turn: Turn, input: Extract<Input, { type: Type }>) => void = reactions[input.type];
	reaction(turn, input);
}

function withJob(turn: Turn, name: string, act: (state: JobState) => void): void {
	const state = findJob(turn.state, name);
	if (state === undefined) turn.refuse({ code: "job.not-found", job: name });
	else act(state);
}

function changeCapacity(turn: Turn, { capacity }: Extract<Input, { type: "capacity.changed" }>): void {
	const { queue, parked } = turn.state;
	turn.change({ capacity });
	for (const runId of [...valuesOf(queue), ...valuesOf(parked)]) placeInQueue(turn, runId);
}

function changeExecutor(turn: Turn, input: Extract<Input, { type: "executor.changed" }>): void {
	const unavailable = new Map(turn.state.unavailable);
	if (input.unavailable === undefined) unavailable.delete(input.executor);
	else unavailable.set(input.executor, input.unavailable);
	turn.change({ unavailable });
	turn.wantAdmission();
}
