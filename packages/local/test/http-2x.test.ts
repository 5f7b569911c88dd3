import { describe, expect, it } from "vitest";
import { jsonBody, later, openStage, type StageOptions } from "./http.samples.ts";

const old: StageOptions = { facts: { dialect: "2.x" } };
const json = (body: unknown) => ({ headers: jsonBody, body: JSON.stringify(body) });
// A command is not optional here (contract §2.3).
const post = (job: object) => json({ command: "", ...job });

describe("a server before 3.0", () => {
	it.each([
		["GET", "/scheduler/jobs", 200],
		["GET", "/scheduler/jobs/search?name=h", 200],
		["GET", "/scheduler/job/hello", 405],
		["GET", "/scheduler/jobs/summary", 404],
		["GET", "/v1/scheduler/jobs", 404],
		["PUT", "/scheduler/job/hello", 204],
		["PUT", "/scheduler/job/success/hello", 200],
		["DELETE", "/scheduler/task/kill/hello", 204],
		["DELETE", "/scheduler/task/kill/nope", 500],
		["GET", "/scheduler/graph/csv", 200],
		["GET", "/scheduler/leader", 200],
		["GET", "/ping", 200],
	])("answers %s %s by %s", async (method, path, status) => {
		await using stage = await openStage(old);
		await stage.put({ command: "", name: "hello", schedule: later });
		expect((await stage.ask(method, path)).status).toBe(status);
	});

	it("writes jobs as it knows them", async () => {
		await using stage = await openStage(old);
		await stage.put({
			name: "my job #1",
			command: "",
			schedule: later,
			concurrent: true,
			maxCompletionTime: 5,
			gpus: 1,
			container: { image: "i", type: "MESOS" },
		});
		const { body } = await stage.ask("GET", "/scheduler/jobs");
		expect(body).toBe(
			'[{"name":"my job #1","command":"","shell":true,"epsilon":"PT60S","executor":"","executorFlags":"","taskInfoData":"","retries":2,"owner":"","ownerName":"","description":"","async":false,"successCount":0,"errorCount":0,"lastSuccess":"","lastError":"","cpus":0.1,"disk":256.0,"mem":128.0,"disabled":false,"softError":false,"dataProcessingJobType":false,"errorsSinceLastSuccess":0,"fetch":[],"uris":[],"environmentVariables":[],"arguments":[],"highPriority":false,"runAsUser":"root","container":{"type":"docker","image":"i","network":"HOST","volumes":[],"forcePullImage":false,"parameters":[]},"constraints":[],"schedule":"R/2030-01-01T00:00:00Z/PT1H","scheduleTimeZone":""}]',
		);
	});

	it("takes jobs by PUT as by POST", async () => {
		await using stage = await openStage(old);
		expect((await stage.ask("PUT", "/scheduler/iso8601", post({ name: "a", schedule: later }))).status).toBe(204);
		expect((await stage.ask("PUT", "/scheduler/dependency", post({ name: "b", parents: ["a"] }))).status).toBe(204);
	});

	it.each([
		["no such job", "PUT", "/scheduler/job/x", undefined, "requirement failed: Job 'x' not found"],
		["no such job to delete", "DELETE", "/scheduler/job/x", undefined, "requirement failed: Job 'x' not found"],
		[
			"missing parents",
			"POST",
			"/scheduler/dependency",
			{ name: "a", parents: ["x"] },
			"requirement failed: Job a does not have all parents defined!",
		],
		[
			"its own parent",
			"POST",
			"/scheduler/dependency",
			{ name: "a", parents: ["a"] },
			"requirement failed: Job a does not have all parents defined!",
		],
		[
			"a bad name",
			"POST",
			"/scheduler/iso8601",
			{ name: "a/b", schedule: later },
			"requirement failed: the job's name is invalid. Allowed names: '([\\w\\s\\.#_-]+)'",
		],
		[
			"an unreadable schedule",
			"POST",
			"/scheduler/iso8601",
			{ name: "a", schedule: "x" },
			"Cannot parse schedule 'x' (wtf bro)",
		],
	])("says what is wrong as bare text: %s", async (...[, method, path, job, text]) => {
		await using stage = await openStage(old);
		const answer = await stage.ask(method, path, job === undefined ? {} : post(job));
		expect(answer).toMatchObject({ status: 400, headers: { "content-type": "application/json" }, body: text });
	});

	it("says nothing about an unreadable schedule when it is faithful", async () => {
		await using stage = await openStage({ ...old, settings: { rules: { faithful: true } } });
		const answer = await stage.ask("POST", "/scheduler/iso8601", post({ name: "a", schedule: "x" }));
		expect(answer).toMatchObject({ status: 400, body: "" });
		const orphan = await stage.ask("POST", "/scheduler/dependency", post({ name: "a", parents: ["x"] }));
		expect(orphan).toMatchObject({ status: 400, body: "requirement failed: Job a does not have all parents defined!" });
	});

	it("knows no earliest start", async () => {
		await using stage = await openStage(old);
		const ancient = { name: "a", schedule: "R/1960-01-01T00:00:00Z/P1D", disabled: true };
		expect((await stage.ask("POST", "/scheduler/iso8601", post(ancient))).status).toBe(204);
	});

	it.each([
		[{ statusCode: 0 }, 204],
		[{ statusCode: 1, more: 1 }, 400],
		[{ statusCode: "x" }, 400],
	])("looks at the report of a task: %o gets %s", async (body, status) => {
		await using stage = await openStage(old);
		expect((await stage.ask("PUT", "/scheduler/task/ct%3A1%3A0%3Aa%3A", json(body))).status).toBe(status);
	});

	it("drops what is queued, of one job or of all", async () => {
		await using stage = await openStage({ ...old, script: { busy: { afterMs: 60_000 } } });
		await stage.put({ command: "", name: "busy", schedule: later, cpus: 8 });
		for (const name of ["a", "b", "c"]) await stage.put({ name, command: "", schedule: later });
		for (const name of ["busy", "a", "b", "c"]) await stage.ask("PUT", `/scheduler/job/${name}`);
		const states = async () => (await stage.ask("GET", "/scheduler/graph/csv")).body.replaceAll(/node,.,fresh,/g, "");
		expect(await states()).toBe("node,busy,fresh,running\nqueued\nqueued\nqueued\n");
		await stage.ask("DELETE", "/scheduler/task/kill/b");
		expect(await states()).toBe("node,busy,fresh,running\nqueued\nidle\nqueued\n");
		expect((await stage.ask("DELETE", "/scheduler/task/all")).status).toBe(204);
		expect(await states()).toBe("node,busy,fresh,running\nidle\nidle\nidle\n");
	});

	it("counts no runs in its graph", async () => {
		await using stage = await openStage({ ...old, script: { a: { afterMs: 1000 } } });
		await stage.put({ command: "", name: "a", schedule: later });
		await stage.ask("PUT", "/scheduler/job/a");
		await stage.clock.advance(1);
		expect((await stage.ask("GET", "/scheduler/graph/csv")).body).toBe("node,a,fresh,running\n");
	});
});
