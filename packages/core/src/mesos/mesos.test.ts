import { describe, expect, it } from "vitest";
import { parseFilePiece } from "./file-piece.ts";
import { findAgent } from "./mesos-agents.ts";
import { attemptsIn, taskCount } from "./mesos-tasks.ts";
import { sandboxDirectory } from "./sandbox-directory.ts";
import { tailStart } from "./tail-start.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("the attempts of a job", () => {
	const task = (id: string, state = "TASK_FINISHED", more: object = {}) => ({ id, state, slave_id: "S1", ...more });

	it("are found among all tasks of a cluster, the newest first", () => {
		const tasks = [
			task("ct:1000:0:hello:"),
			task("ct:3000:0:hello:-a 1", "TASK_RUNNING"),
			task("ct:2000:1:hello:", "TASK_FAILED"),
			task("ct:9000:0:hello-2:"),
			task("web.12ab"),
			{ id: 7 },
			null,
		];
		const shown = attemptsIn({ tasks }, "hello").map(({ taskId, number, isOver }) => [taskId, number, isOver]);
		expect(shown).toEqual([
			["ct:3000:0:hello:-a 1", 0, false],
			["ct:2000:1:hello:", 1, true],
			["ct:1000:0:hello:", 0, true],
		]);
		expect(taskCount({ tasks })).toBe(7);
	});

	it.each([
		["TASK_STAGING", false],
		["TASK_STARTING", false],
		["TASK_RUNNING", false],
		["TASK_KILLING", false],
		["TASK_UNREACHABLE", false],
		["TASK_FINISHED", true],
		["TASK_FAILED", true],
		["TASK_KILLED", true],
		["TASK_LOST", true],
		["TASK_ERROR", true],
		["TASK_GONE", true],
	])("in state %s are over: %s", (state, isOver) => {
		expect(attemptsIn({ tasks: [task("ct:1:0:hello:", state)] }, "hello")).toMatchObject([{ isOver }]);
	});

	it.each([undefined, null, [], "tasks", { tasks: {} }, { tasks: [{ id: "ct:1:0:hello:" }] }])(
		"are none in %j",
		(reply) => {
			expect(attemptsIn(reply, "hello")).toEqual([]);
		},
	);
});

describe("an agent", () => {
	it.each([
		[{ pid: "slave(1)@10.0.0.5:5051", hostname: "node-5" }, ["//10.0.0.5:5051", "//node-5:5051"]],
		[{ pid: "slave(1)@[::1]:5052", hostname: "" }, ["//[::1]:5052"]],
		[{ hostname: "node-5" }, ["//node-5:5051"]],
	])("described as %j is reached at %j", (facts, addresses) => {
		expect(findAgent({ slaves: [{ id: "S0" }, { id: "S1", ...facts }] }, "S1")?.addresses).toEqual(addresses);
	});

	it("that is gone is not found", () => {
		expect(findAgent({ slaves: [{ id: "S0" }] }, "S1")).toBeUndefined();
		expect(findAgent("<html>", "S1")).toBeUndefined();
	});
});

describe("the directory of an attempt", () => {
	const state = {
		frameworks: [{ executors: [{ id: "ct:2:0:b:", directory: "/live/b" }], completed_executors: [{ id: "x" }] }],
		completed_frameworks: [
			{
				executors: [],
				completed_executors: [
					{ id: "ct:1:0:a:", directory: "/done/a" },
					{ id: "own", directory: "/done/own", completed_tasks: [{ id: "ct:3:0:c:" }] },
				],
			},
		],
	};

	it.each([
		["ct:2:0:b:", "/live/b"],
		["ct:1:0:a:", "/done/a"],
		["ct:3:0:c:", "/done/own"],
		["ct:4:0:d:", undefined],
		["x", undefined],
	])("of %s is %s", (taskId, directory) => {
		expect(sandboxDirectory(state, taskId)).toBe(directory);
	});
});

describe("a piece of a file", () => {
	it.each([
		['{"data":"one\\ntwo","offset":4}', "one\ntwo", 4],
		['{"data":"","offset":99}', "", 99],
		// The first byte of a letter that takes two, cut off.
		['{"data":"caf\u00C3","offset":0}', "caf\u00C3", 0],
		['{"data":"\\u0007\\u007f","offset":0}', "\u0007\u007F", 0],
		['{"data":"\\u20ac","offset":0}', "\u00E2\u0082\u00AC", 0],
	])("%s is its bytes", (reply, data, offset) => {
		expect(parseFilePiece(bytes(reply))).toEqual({ bytes: new Uint8Array(bytes(data)), offset });
	});

	it.each(["", "<html>", "[]", '{"data":1,"offset":0}', '{"data":""}'])("is none in %s", (reply) => {
		expect(parseFilePiece(bytes(reply))).toBeUndefined();
	});
});

describe("the last lines", () => {
	it.each([
		["one\ntwo\nthree\n", 1, 8],
		["one\ntwo\nthree", 1, 8],
		["one\ntwo\nthree\n", 2, 4],
		["one\ntwo\nthree\n", 3, undefined],
		["one\ntwo\n", 0, 8],
		["\n\n\n", 2, 1],
		["", 1, undefined],
	])("of %j, %s of them, begin at %s", (text, lines, start) => {
		expect(tailStart(bytes(text), lines)).toBe(start);
	});
});
