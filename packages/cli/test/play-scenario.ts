import { readdirSync, readFileSync } from "node:fs";
import {
	type LyingServer,
	parseScenario,
	type Scenario,
	type ScenarioStep,
	startLyingServer,
	tempDir,
} from "@chronos-job/testkit";

export type Dialect = "3.x" | "2.x";

export interface Answer {
	readonly exit: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Where stories are played: in this process, or with the built program. */
export interface Theatre {
	readonly dialect: Dialect;
	/** The time on the liar's clock. */
	readonly now: () => number;
	readonly openStage: (options: StageOptions) => Stage;
}

export interface Stage extends AsyncDisposable {
	run(step: ScenarioStep): Promise<Answer>;
	/** Leaves out of a text what is different each time. */
	settle(text: string): string;
}

export interface StageOptions {
	readonly scenario: Scenario;
	readonly folder: string;
	readonly env: Readonly<Record<string, string>>;
}

/** One step: what there is to see, and what there should be. */
interface Scene {
	readonly line: string;
	readonly seen: View;
	readonly due: View;
}

interface View extends Answer {
	readonly requests: string;
	readonly files: Readonly<Record<string, string>>;
}

const place = new URL("./scenarios/", import.meta.url);

export const scenarios = readdirSync(place)
	.filter((name) => name.endsWith(".scenario"))
	.map((name) => [name, parseScenario(readFileSync(new URL(name, place), "utf8"))] as const);

/** Plays a story from its first step to its last, or until nobody wants to see more. */
export async function* playScenario(scenario: Scenario, theatre: Theatre): AsyncGenerator<Scene> {
	using dir = tempDir(scenario.files);
	await using server = await openLiar(scenario, theatre);
	const env = { HOME: dir.path, PATH: process.env["PATH"] ?? "", ...(server && { CHRONOS_URL: server.url }) };
	await using stage = theatre.openStage({ scenario, folder: dir.path, env });
	for (const step of scenario.steps) {
		server?.forgetRequests();
		const { exit, stdout, stderr } = await stage.run(step);
		const files = Object.fromEntries(Object.keys(step.files).map((name) => [name, dir.read(name)]));
		const seen = { exit, stdout, stderr, requests: writesTo(server, theatre.dialect), files };
		const settle = (text = "") =>
			stage.settle(text.replaceAll(dir.path, "/home/ada").replaceAll(server?.url ?? dir.path, "http://liar"));
		yield { line: `chronos-job ${step.argv.join(" ")}`, ...compare(seen, step, settle) };
	}
}

function compare(seen: View, step: ScenarioStep, settle: (text?: string) => string): Pick<Scene, "seen" | "due"> {
	// A part that the story leaves out is whatever it is.
	const { exit, stdout = seen.stdout, stderr = seen.stderr, requests = seen.requests, files } = step;
	return {
		seen: { ...seen, stdout: settle(seen.stdout), stderr: settle(seen.stderr) },
		due: { exit, stdout: settle(stdout), stderr: settle(stderr), requests, files },
	};
}

async function openLiar({ liar }: Scenario, { dialect, now }: Theatre): Promise<LyingServer | undefined> {
	if (liar === undefined) return undefined;
	const { plays = {}, ...options } = liar;
	const server = await startLyingServer({ dialect, now, ...options });
	for (const [job, words] of Object.entries(plays)) server.play(job, words);
	return server;
}

/** Stories name addresses as the newer dialect has them. */
function writesTo(server: LyingServer | undefined, dialect: Dialect): string {
	const prefix = dialect === "2.x" ? "/v1" : "";
	const lines = server?.writes.map(({ method, path }) => `${method} ${prefix}${path}\n`) ?? [];
	return lines.join("") || "(none)\n";
}
