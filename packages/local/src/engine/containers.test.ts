import { describe, expect, test } from "vitest";
import { mostContainers, totalOf } from "./capacity.ts";
import { valuesOf } from "./ordered-map.ts";
import { restoreState } from "./restore-state.ts";
import { dawn, finish, goOn, putIdle, type Scene, start, type Step, tell } from "./story.samples.ts";
import { whyNotRunning } from "./why-not-running.ts";

const launches = (scene: Scene, steps: readonly Step[]): readonly string[] =>
	tell(scene, steps).effects.flatMap((effects) =>
		effects.flatMap((effect) => (effect.type === "launch" ? [effect.attempt.job] : [])),
	);
const why = (scene: Scene, steps: readonly Step[]) =>
	whyNotRunning(tell(scene, steps).state, "a", dawn + (steps.at(-1)?.[0] ?? 0) * 1000);

describe("containers, of which some may run at once", () => {
	type Fields = Readonly<Record<string, unknown>>;
	const one: Scene = { capacity: { cpus: 4, memMb: 9000, diskMb: 9000, gpus: [], containers: 1 } };
	const inContainer = (name: string, fields: Fields = {}): readonly Step[] => [
		[0, putIdle(name, { container: { image: "busybox" }, ...fields })],
		[0, start(name)],
	];
	const asProcess = (name: string, fields: Fields = {}): readonly Step[] => [
		[0, putIdle(name, fields)],
		[0, start(name)],
	];
	const full = inContainer("first");
	const all: (readonly [string, readonly Step[], readonly string[]])[] = [
		["hold up the next container", [...full, ...inContainer("a")], ["first"]],
		["let it run when one ends", [...full, ...inContainer("a"), [1, finish("first")]], ["first", "a"]],
		[
			"come in their order",
			[...full, ...inContainer("b"), ...inContainer("a"), [1, finish("first")], [2, finish("b")]],
			["first", "b", "a"],
		],
		["do not hold up a process", [...full, ...inContainer("a"), ...asProcess("p")], ["first", "p"]],
		[
			"do not hold up a process even where nobody may overtake",
			[...full, ...inContainer("a", { cpus: 4 }), ...asProcess("p"), ...asProcess("q")],
			["first", "p", "q"],
		],
		[
			"do not hold up a process behind more of them than are looked at",
			[...full, ...["a", "b", "c", "d"].flatMap((name) => inContainer(name)), ...asProcess("p")],
			["first", "p"],
		],
		["are not counted for processes", [...asProcess("p"), ...asProcess("q"), ...full], ["p", "q", "first"]],
	];
	test.each(all)("%s", (_, steps, order) => {
		expect(launches({ ...one, maxOvertakes: 0, searchDepth: 2 }, steps)).toEqual(order);
	});
	test("are told of as what is waited for", () => {
		const reason = { type: "needs-capacity", resource: "containers", needs: 1, free: 0, total: 1 };
		expect(why(one, [...full, ...inContainer("a")])).toEqual([reason]);
		expect(why(one, [...full, ...inContainer("a"), [1, finish("first")]])).not.toContainEqual(reason);
	});
	test("do not make others forget how often one was overtaken that needs more than one of them", () => {
		const steps: readonly Step[] = [
			...asProcess("p", { cpus: 1 }),
			...inContainer("big", { cpus: 4 }),
			...inContainer("b"),
			[1, finish("b")],
			...inContainer("c"),
		];
		expect(launches({ ...one, maxOvertakes: 1 }, steps)).toEqual(["p", "b"]);
		expect(launches({ ...one, maxOvertakes: 1 }, [...steps, [2, finish("p")]])).toEqual(["p", "b", "big"]);
	});
	test("may be more or fewer later; what runs goes on", () => {
		const fewer: Step = [
			1,
			{ type: "capacity.changed", capacity: { cpus: 4, memMb: 9000, diskMb: 9000, gpus: [], containers: 1 } },
		];
		const two: Scene = { capacity: { cpus: 4, memMb: 9000, diskMb: 9000, gpus: [], containers: 2 } };
		const steps = [...full, ...inContainer("b"), fewer, ...inContainer("a")];
		expect(launches(two, [...steps, [2, finish("b")]])).toEqual(["first", "b"]);
		expect(launches(two, [...steps, [2, finish("b")], [3, finish("first")]])).toEqual(["first", "b", "a"]);
	});
	test("are as many as usual where nobody says", () => {
		expect(totalOf({ cpus: 1, memMb: 1, diskMb: 1, gpus: [] }).containers).toBe(mostContainers);
	});
	test.each([
		["its job has an image", { container: { image: "busybox" } }, 1],
		["its job has none", {}, 0],
	])("are counted for what an older server has launched when %s", (_, fields, containers) => {
		const { state } = tell(one, [
			[0, putIdle("a", fields)],
			[0, start("a")],
		]);
		const attempts = [...valuesOf(state.attempts)].map((attempt) => {
			const { containers: __, ...needs } = attempt.needs;
			return { ...attempt, needs };
		});
		const saved = { jobs: [...valuesOf(state.jobs)], hidden: [], runs: [...valuesOf(state.runs)], attempts };
		const { settings, capacity } = state;
		const restored = restoreState(saved, { settings, capacity, now: dawn, lastId: 9 });
		expect(restored.used).toEqual(state.used);
		expect(restored.used.containers).toBe(containers);
		const later = goOn({ state: restored, effects: [] }, [1, finish("a")]);
		expect(later.state.used).toEqual({ cpus: 0, memMb: 0, diskMb: 0, gpus: 0, containers: 0 });
	});
	test("are not counted for what is left of a deleted job of an older server", () => {
		const { state } = tell(one, full);
		const [attempt] = [...valuesOf(state.attempts)];
		const attempts = attempt === undefined ? [] : [{ ...attempt, needs: { cpus: 1, memMb: 1, diskMb: 1, gpus: 0 } }];
		const { settings, capacity } = state;
		const saved = { jobs: [], hidden: [], runs: [], attempts };
		expect(restoreState(saved, { settings, capacity, now: dawn, lastId: 9 }).used.containers).toBe(0);
	});
});
