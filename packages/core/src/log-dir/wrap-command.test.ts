import { random } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { loggingScript } from "./logging-script.ts";
import { explainUnwrappable, logDirOf, unwrapCommand, withoutLogDir, wrapCommand } from "./wrap-command.ts";

const pieces = [
	"'",
	"'\\''",
	"\\",
	'"',
	"$@",
	"\n",
	" ",
	"echo",
	"#",
	"&",
	"chronos-job-log-dir",
	"é",
	"🦊",
	"`",
	"%s",
];

function textFrom(seed: number): string {
	const dice = random(seed);
	return Array.from({ length: dice.below(12) }, () => dice.pick(pieces)).join("");
}

describe("a wrapped command", () => {
	it("is the same again when it is unwrapped, whatever it is", () => {
		for (let seed = 0; seed < 2000; seed += 1) {
			const logged = { command: textFrom(seed), dir: `/${textFrom(seed + 9999)}` };
			expect(unwrapCommand(wrapCommand(logged.command, logged.dir)), JSON.stringify(logged)).toEqual(logged);
		}
	});

	it("is wrapped once, into the folder that was named last", () => {
		expect(wrapCommand(wrapCommand("true", "/a"), "/b")).toBe(wrapCommand("true", "/b"));
	});

	it("is known whatever its script is", () => {
		const older = wrapCommand("it's", "/logs").replace(loggingScript, "older");
		expect(unwrapCommand(older)).toEqual({ command: "it's", dir: "/logs" });
	});

	it.each([
		"",
		"true",
		"exec /bin/sh -c 'true'",
		`${wrapCommand("true", "/a")} more`,
		`${wrapCommand("true", "/a")}\n`,
		` ${wrapCommand("true", "/a")}`,
		wrapCommand("true", "/a").replace("'true'", "true"),
	])("is not seen in %j", (command) => {
		expect(unwrapCommand(command)).toBeUndefined();
		const job = { command };
		expect([withoutLogDir(job), logDirOf(job)]).toEqual([job, undefined]);
	});

	it("tells its job and its folder apart", () => {
		const job = { name: "a", command: wrapCommand("true", "/logs") };
		expect([withoutLogDir(job), logDirOf(job)]).toEqual([{ name: "a", command: "true" }, "/logs"]);
		expect([withoutLogDir({}), logDirOf({})]).toEqual([{}, undefined]);
	});

	it("has a script that stands in single quotes", () => {
		expect(loggingScript).not.toMatch(/['\n]/);
	});
});

describe("a job", () => {
	it.each([
		[{ command: "true" }, undefined],
		[{ command: "true", arguments: ["-v"] }, undefined],
		[{ command: "http://x/run.sh" }, "its command is fetched from an address"],
		[{ command: "httpd -k start" }, "its command is fetched from an address"],
		[{ command: "ftp://x/run.sh" }, "its command is fetched from an address"],
		[{ command: "true", shell: false }, "it has no shell"],
		[{ command: "true", executor: "/run" }, "it has an executor of its own"],
		[{}, "it has no command"],
		[{ command: "true", name: ".." }, "no folder can have its name"],
	])("like %j cannot keep a log because: %s", (fields, reason) => {
		expect(explainUnwrappable({ name: "a", ...fields })).toBe(reason);
	});
});
