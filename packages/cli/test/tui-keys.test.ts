import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { bindings } from "../../tui/src/keys/bindings.ts";
import { memoryMachine } from "./memory-machine.ts";
import { typeAt } from "./typing.ts";

const job = { name: "once", command: "true", schedule: "R1//PT1H", retries: 0 };
const lines = new Set(bindings.flatMap(({ cli }) => cli ?? []));

it("the commands that keys stand for can be typed", async () => {
	using dir = tempDir({ "once.json": JSON.stringify(job), "bin/true": "#!/bin/sh\n" });
	await using machine = memoryMachine(dir.path);
	await typeAt(machine, ["submit", "once.json", "--wait"]);
	const env = { HOME: dir.path, PATH: process.env["PATH"] ?? "", EDITOR: "true" };
	const refused: string[] = [];
	for (const line of lines) {
		const words = line.replaceAll("'", "").replace("JOB", "once").split(" ").slice(1);
		const { exit, stderr } = await typeAt(machine, words, { env });
		if (exit === 2 && !stderr.includes("nobody is there to answer")) refused.push(`${line}: ${stderr}`);
		// What deletes it comes back.
		if (words[0] === "delete") await typeAt(machine, ["submit", "once.json"]);
	}
	expect(refused).toEqual([]);
});
