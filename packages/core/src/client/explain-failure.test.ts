import { calls } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { explainFailure } from "./explain-failure.ts";
import type { Answer } from "./question.ts";

const base = "http://chronos.example.org:4400";
const call = calls.listJobs;
const trace = "\n\tat scala.Predef$.require(Predef.scala:224)\n\tat org.apache.mesos.chronos.scheduler.api.X";

/** Family A: JSON, with a sentence or a whole stack trace (contract §1.3). */
function result(status: number, message: string): Answer {
	const text = JSON.stringify({ message, status: "Bad Request" });
	return { status, headers: { "content-type": "application/json" }, text, base };
}

/** Family C: a page of Jetty's. */
function page(status: number, reason: string): Answer {
	const text = `<html>\n<head>\n<title>Error ${status} </title>\n</head>\n<body>\n<pre>    ${reason}</pre></p>\n</body>\n</html>`;
	return { status, headers: { "content-type": "text/html;charset=iso-8859-1" }, text, base };
}

/** Family D: the bare message, whatever it is labelled. */
function bare(status: number, text: string): Answer {
	return { status, headers: { "content-type": "application/json" }, text, base };
}

const required = (text: string) =>
	result(400, `java.lang.IllegalArgumentException: requirement failed: ${text}${trace}`);

const refusals: readonly (readonly [what: string, answer: Answer, message: RegExp, code?: string])[] = [
	["a job that is not there", required("Job 'a.b' not found"), /^the server has no job a\.b$/, "job.not-found"],
	[
		"a job to delete that is not there",
		required("JobSchedule 'a' not found"),
		/^the server has no job a$/,
		"job.not-found",
	],
	["a job that a 2.x server misses", bare(400, "requirement failed: Job 'a' not found"), /no job a$/, "job.not-found"],
	[
		"a bad name",
		required(String.raw`the job's name is invalid. Allowed names: '([\w\.-]+)'`),
		/does not take the name/,
	],
	["no parent", required("Error, parent does not exist"), /empty list of parents/],
	["no parent in a new job", result(500, `java.lang.Exception: Error, parent does not exist${trace}`), /empty list/],
	["a missing parent", required("JobSchedule a does not have all parents defined!"), /parent of a is not on/],
	[
		"a missing parent on 2.x",
		bare(400, "requirement failed: Job a does not have all parents defined!"),
		/parent of a /,
	],
	[
		"a missing parent on a server of ours",
		result(
			400,
			"java.lang.IllegalArgumentException: requirement failed: JobSchedule a does not have all parents defined!\nparents: there is no b",
		),
		/^a parent of a is not on the server \(parents: there is no b\)$/,
	],
	["a schedule", result(400, "Cannot parse schedule 'daily' (wtf bro)"), /cannot read the schedule daily$/],
	[
		"a start",
		result(400, "Scheduled start date '1969-12-31T00:00:00.000Z' is before 1970!"),
		/too long ago .* 1969-12-31/,
	],
	[
		"a start on 3.0.0",
		result(400, "Scheduled start date '2014-09-25T17:22:00.000Z' is more than 1 year in the past!"),
		/2014/,
	],
	["both lists of files", result(400, "Tried to add both uri (deprecated) and fetch parameters on a"), /^a has both/],
	[
		"a job as its own parent",
		result(400, `java.lang.IllegalArgumentException: loops not allowed${trace}`),
		/own parent/,
	],
	[
		"a cycle",
		result(500, `org.jgrapht.experimental.dag.DirectedAcyclicGraph$CycleFoundException${trace}`),
		/parents form a cycle/,
	],
	[
		"a server that leads no more",
		required("Cannot deregister a job with this scheduler, not the leader!"),
		/not the leader any more/,
	],
	["a task id", required("Invalid task id format x"), /^x is no task id$/],
	["progress of a job without", required("JobSchedule 'a' is not enabled to track data"), /^a does not count/],
	["progress below zero", required("numAdditionalElementsProcessed (-1) is not positive"), /^-1 is no number/],
	["progress of nobody", required("Task id  x not found"), /no task x$/, "job.not-found"],
	[
		"a time that is none",
		result(400, `java.lang.IllegalArgumentException: Invalid format: "yesterday"${trace}`),
		/lastError is "yesterday", which is no time/,
	],
	[
		"the wrong kind",
		page(500, "java.lang.IllegalArgumentException: argument type mismatch"),
		/with parents for one with/,
	],
	[
		"no JSON",
		page(
			500,
			"javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException: Unexpected &quot;x&quot;",
		),
		/as JSON$/,
	],
	["a list of something else", page(500, "scala.MatchError: 5 (of class X)"), /else than an object in a list/],
	[
		"an unknown word",
		page(500, "java.util.NoSuchElementException: No value found for &apos;host&apos;"),
		/the word host$/,
	],
	[
		"a bad pattern",
		page(500, "java.util.regex.PatternSyntaxException: Unclosed group near index 1"),
		/pattern of a constr/,
	],
	["something missing", page(500, "java.lang.NullPointerException"), /a mistake of its own/],
	["a stumble", result(500, `java.util.NoSuchElementException: None.get${trace}`), /changed at that moment/],
	["another stumble", result(500, "java.util.ConcurrentModificationException"), /changed at that moment/],
	[
		"words that nobody knows",
		result(400, `java.lang.RuntimeException: The disk is sad.${trace}`),
		/refuses: The disk is sad$/,
	],
	["another JSON", bare(400, '{"message":"too many cooks","code":7}'), /refuses: too many cooks$/],
	["escape sequences", bare(400, "\u001B[31mred\u0007\nalert"), /refuses: \[31mred$/],
];

describe("a refusal over", () => {
	test.each(refusals.map(([what, answer, message, code = "target.refused"]) => ({ what, answer, message, code })))(
		"$what is told in our words",
		({ answer, message, code }) => {
			const error = explainFailure(answer, { call });
			expect(error.message).toMatch(message);
			expect(error).toMatchObject({ code, status: answer.status, body: answer.text });
			expect(error.message).not.toMatch(/java|Exception|[.\n]$/);
		},
	);
});

test.each([
	["a page", page(500, "java.lang.NullPointerException")],
	["an empty job", result(500, `java.lang.NullPointerException${trace}`)],
])("a mistake of the server is one in the job only where a job was sent: %s", (_, answer) => {
	expect(explainFailure(answer, { call: calls.putScheduledJob }).message).toMatch(/misses something in the job/);
	expect(explainFailure(answer, { call }).message).not.toContain("job");
});

describe("an answer without words", () => {
	test.each([
		[400, "target.refused", /^the server at http:\/\/chronos\.example\.org:4400 refused \(400\) and did not say why; /],
		[500, "target.refused", /refused \(500\) and did not say why/],
		[404, "target.not-chronos", /does not know the call: list all jobs$/],
		[405, "target.not-chronos", /does not offer the call: list all jobs$/],
		[406, "target.not-chronos", /cannot answer in the format/],
		[415, "target.not-chronos", /does not take the format/],
		[418, "target.refused", /answered 418$/],
		[502, "target.unreachable", /got no answer from it \(502\)$/],
	])("of %d is told by its number", (status, code, message) => {
		const error = explainFailure(bare(status, ""), { call });
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
	});

	test("of a call that came late is no wonder", () => {
		expect(explainFailure(bare(404, ""), { call: calls.getLeader }).code).toBe("target.unsupported");
	});

	test("of 2.x has most likely to do with the schedule", () => {
		expect(explainFailure(bare(400, ""), { call: calls.putScheduledJob, dialect: "2.x" }).message).toMatch(
			/cannot read$/,
		);
	});

	test("of the leader itself leads nowhere else", () => {
		const { hint } = explainFailure(bare(500, ""), { call, leader: "chronos.example.org:4400" });
		expect(hint).not.toContain("http");
	});

	test("of a standby leads to the leader", () => {
		const { message, hint } = explainFailure(bare(400, ""), { call, leader: "leader.example.org:4400" });
		expect(message).toMatch(/standbys lose the words of the leader, which is leader\.example\.org:4400$/);
		expect(hint).toContain("http://leader.example.org:4400");
	});
});

describe("a gateway", () => {
	test("is told apart from the server behind it", () => {
		const answer = page(503, "").text.replace("Error 503 ", "Service &amp; such\nunavailable");
		const error = explainFailure({ ...bare(503, answer), headers: { "content-type": "text/html" } }, { call });
		expect(error.code).toBe("target.unreachable");
		expect(error.message).toMatch(/\(503: Service & such unavailable\)$/);
	});

	test("that failed a write leaves it open what happened", () => {
		expect(explainFailure(bare(504, ""), { call: calls.deleteJob }).message).toMatch(/is not known$/);
	});

	test("is none when the server itself has no time", () => {
		expect(explainFailure(result(503, "the disk is full"), { call }).message).toBe(
			"the server refuses: the disk is full",
		);
	});

	test("can be a standby without a leader", () => {
		const text =
			"Error proxying request to leader (maybe the leadership just changed?)\n\nError:\njava.net.ConnectException";
		const error = explainFailure(page(500, text), { call });
		expect(error).toMatchObject({
			code: "target.unreachable",
			message: expect.stringMatching(/cannot reach the leader$/),
		});
	});
});

describe("a server that wants credentials", () => {
	const realm = { "www-authenticate": 'basic realm="Mesosphere"' };

	test.each([
		[401, undefined, 'the server at http://chronos.example.org:4400 wants to know who asks for "Mesosphere"'],
		[401, "ada", 'the server at http://chronos.example.org:4400 does not let ada in for "Mesosphere"'],
		[403, "ada", "the server at http://chronos.example.org:4400 forbids the call to ada"],
		[407, "ada", 'the proxy at http://chronos.example.org:4400 does not let ada in for "Mesosphere"'],
	])("with %d, of %s, says so", (status, user, message) => {
		const answer = { ...page(status, "Unauthorized"), headers: realm };
		expect(explainFailure(answer, { call, user })).toMatchObject({ code: "target.unauthorized", message });
	});
});
