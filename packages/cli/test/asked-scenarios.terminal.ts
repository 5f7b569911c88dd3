import { openTerminal, type ScenarioStep, type TestTerminal, whyNoTerminal } from "@chronos-job/testkit";
import { systemClock } from "@chronos-job/core";
import { beforeEach, expect, test } from "vitest";
import { program, settle, shellOf, stopServers } from "./built-program.ts";
import { type Answer, playScenario, scenarios, type Stage, type StageOptions } from "./play-scenario.ts";

const whyNot = whyNoTerminal();
beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));

const theatre = { dialect: "3.x", now: () => systemClock.now(), openStage: openConversation } as const;

test.each(scenarios.filter(([, { answers }]) => answers !== undefined))("%s", async (_, scenario) => {
	for await (const { line, seen, due } of playScenario(scenario, theatre)) expect(seen, line).toEqual(due);
});

/** The built program on a terminal, with somebody who answers what it asks. */
function openConversation(options: StageOptions): Stage {
	const { cwd, env } = shellOf(options);
	const size = { columns: 200, rows: 60 };
	return {
		async run(step) {
			const command = [process.execPath, program, ...step.argv];
			const more = { COLUMNS: String(size.columns), NO_COLOR: "1" };
			await using terminal = await openTerminal({ command, cwd, env: { ...env, ...more }, ...size });
			const end = await converse(terminal, options.scenario.answers ?? []);
			const exit = await terminal.exitCode();
			return { exit, ...tellApart(linesOf(await terminal.screen()), { step, end }) };
		},
		settle,
		[Symbol.asyncDispose]: () => stopServers(options),
	};
}

/** Answers one question after the other; where the last one stands, if there was any. */
async function converse(terminal: TestTerminal, answers: readonly string[]): Promise<number> {
	let end = -1;
	for (const answer of answers) {
		if (!(await asks(terminal, end))) break;
		end = linesOf(await terminal.screen()).length - 1;
		await terminal.type(answer);
		await terminal.send("Enter");
	}
	return end;
}

/** Whether there is one more question, before the program has ended. */
function asks(terminal: TestTerminal, end: number): Promise<boolean> {
	const patience = { withinMs: 30_000 };
	const isAsked = (screen: string) => linesOf(screen).length - 1 > end && /(?:\?|:|\[y\/N\])$/.test(screen.trimEnd());
	const asked = terminal.until(isAsked, patience).then(() => true);
	const ended = terminal.exitCode(patience).then(() => false);
	for (const each of [asked, ended]) each.catch(() => undefined);
	return Promise.race([ended, asked]);
}

function linesOf(screen: string): readonly string[] {
	const text = screen.trimEnd();
	return text === "" ? [] : text.split("\n").map((line) => line.trimEnd());
}

/** On a screen both outputs are one: what a story expects on either goes there, and what nobody expects is no question. */
function tellApart(
	lines: readonly string[],
	{ step, end }: { readonly step: ScenarioStep; readonly end: number },
): Omit<Answer, "exit"> {
	const due = { stdout: dueLines(step.stdout), stderr: dueLines(step.stderr) };
	const seen = { stdout: "", stderr: "" };
	for (const [index, line] of lines.entries()) {
		const isNext = (name: "stdout" | "stderr") => due[name][0] === settle(line);
		const name = (["stdout", "stderr"] as const).find(isNext);
		if (name !== undefined) due[name].shift();
		else if (index <= end) continue;
		seen[name ?? (step.stdout === undefined ? "stdout" : "stderr")] += `${line}\n`;
	}
	return seen;
}

function dueLines(text = ""): string[] {
	return linesOf(text).map(settle);
}
