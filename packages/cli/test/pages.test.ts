import { tempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

it("long lists, graphs, pages and logs are read in a pager, where people asked for none they are not", async () => {
	const jobs = Array.from({ length: 9 }, (_, index) => ({
		name: `job-${index}`,
		command: "true",
		schedule: "R/2040-01-01T00:00:00Z/P1D",
	}));
	using dir = tempDir({ "all.json": JSON.stringify(jobs) });
	await using machine = memoryMachine(dir.path);
	const shown: string[] = [];
	async function type(...words: readonly string[]) {
		shown.length = 0;
		const host = machine.host({
			height: 5,
			wraps: true,
			async showIn(program, text) {
				shown.push(`${program}: ${text}`);
				return 3;
			},
			env: { HOME: dir.path, PATH: process.env["PATH"] ?? "", PAGER: "reader" },
		});
		return { exit: await main(words, host), ...host.written, shown: [...shown] };
	}
	await type("submit", "all.json");
	await machine.runJob({ name: "chatty", command: "seq 20; exit 1" });

	expect(await type("list")).toMatchObject({
		exit: 0,
		stdout: "",
		shown: [expect.stringMatching(/^reader: name .*job-8/s)],
	});
	expect(await type("graph")).toMatchObject({ exit: 0, stdout: "", shown: [expect.stringContaining("job-8")] });
	expect(await type("show", "job-1")).toMatchObject({ exit: 0, stdout: "", shown: [expect.any(String)] });
	expect(await type("logs", "chatty")).toMatchObject({
		exit: 0,
		stdout: "",
		shown: [expect.stringContaining("19\n20\n")],
	});
	for (const words of [
		["list", "--no-pager"],
		["list", "-o", "json"],
		["list", "-o", "name"],
		["logs", "chatty", "--follow"],
		["explain", "all.json"],
	]) {
		expect(await type(...words), words.join(" ")).toMatchObject({
			exit: 0,
			stdout: expect.stringMatching(/./),
			shown: [],
		});
	}
	// What went wrong is said where it always is.
	expect(await type("list", "nope")).toMatchObject({ exit: 1, shown: [], stderr: expect.stringContaining("nope") });
});
