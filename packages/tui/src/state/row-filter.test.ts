import { describe, expect, it } from "vitest";
import { rowOf } from "./job-row.ts";
import { parseRowFilter } from "./row-filter.ts";
import { sampleFacts, type SampleJob, sampleNow } from "./state.samples.ts";

const place = { now: sampleNow, user: "ann@example.org" };

const jobs: readonly (SampleJob & { readonly sweep?: string })[] = [
	{ name: "train-1", job: { gpus: 2, mem: 4096, lastSuccess: "2030-02-01T11:59:00Z" }, sweep: "train" },
	{ name: "train-12", status: "failure", state: "1 running", sweep: "train" },
	{ name: "report", status: "failure", job: { owner: "bob@example.org", lastSuccess: "", lastError: "" } },
	{ name: "Nightly", disabled: true, job: { command: "make all" } },
	{ name: "new", status: "fresh", state: "queued", job: { lastSuccess: "" } },
];
const rows = jobs.map((job) => rowOf(sampleFacts(job), { now: sampleNow, sweep: job.sweep }));

function kept(text: string): readonly string[] | string {
	const filter = parseRowFilter(text, place);
	if ("problem" in filter) return filter.problem;
	return rows.filter((row) => filter.test?.(row) ?? true).map(({ name }) => name);
}

describe("what is typed behind /", () => {
	it.each([
		["", ["train-1", "train-12", "report", "Nightly", "new"]],
		["   ", ["train-1", "train-12", "report", "Nightly", "new"]],
		["TRAIN", ["train-1", "train-12"]],
		["!train", ["report", "Nightly", "new"]],
		["bob", ["report"]],
		["every day", ["train-1", "train-12", "report", "Nightly", "new"]],
		['"every day" night', ["Nightly"]],
		["~t12", ["train-12"]],
		["!~t12 !report", ["train-1", "Nightly", "new"]],
		["/^train-\\d$/", ["train-1"]],
		["/^(report|new)$/", ["report", "new"]],
		["!/train/", ["report", "Nightly", "new"]],
		["state:failed", ["report"]],
		["state:fai", ["report"]],
		["state:idle", ["train-1", "report", "Nightly"]],
		["state=running", ["train-12"]],
		["state!=running name:train", ["train-1"]],
		["state:disabled", ["Nightly"]],
		["status:failure", ["train-12", "report"]],
		["owner:me", ["train-1", "train-12", "Nightly", "new"]],
		["!owner:me", ["report"]],
		["owner:bob", ["report"]],
		["name:t*1", ["train-1"]],
		["name=train-1", ["train-1"]],
		["name~2$", ["train-12"]],
		["gpu>0", ["train-1"]],
		["gpus:2", ["train-1"]],
		["mem>=4096 state:ok", ["train-1"]],
		["age<5m", ["train-1"]],
		["age>5m state:running", ["train-12"]],
		["sweep:train !state:ok", ["train-12"]],
		["command:make", ["Nightly"]],
		['command:"make all"', ["Nightly"]],
		["disabled:yes", ["Nightly"]],
		["last<-10m", ["train-12", "Nightly"]],
	])("%j leaves %j", (text, names) => {
		expect(kept(text)).toEqual(names);
	});

	it.each([
		["/(/", "/(/ is no regular expression: unterminated group"],
		["state:nothing", 'state is never "nothing"; it is running, queued, retry, failed, ok, fresh, disabled or idle'],
		["state>ok", "state is a word, and is not compared with >"],
		["stat:failed", 'there is no field "stat"; state is near'],
		["wishes>2", 'there is no field "wishes"'],
		["gpu>many", 'gpus is a number, and "many" is none'],
		["age<soon", 'age is a span like 90s, 12h or 7d, and "soon" is none'],
		["age=1d", "age is compared with < or >"],
		["owner:", "nothing stands after owner:"],
	])("%j is refused: %s", (text, problem) => {
		expect(kept(text)).toBe(problem);
	});

	it.each([
		["train", false],
		["state:failed", false],
		["name:x state:ok", false],
		["owner:me", true],
		["gpu>1", true],
		["age<1d", true],
	])("%s asks for whole jobs: %s", (text, needsWhole) => {
		expect(parseRowFilter(text, place)).toMatchObject({ needsWhole });
	});
});
