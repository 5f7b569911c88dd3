import { expect, it } from "vitest";
import type { Host } from "../host.ts";
import { rememberingHost } from "./remembering-host.ts";

function openHost(fails = 0) {
	const asked: string[] = [];
	let left = fails;
	const host = rememberingHost({
		askSecretly: async (question: string) => {
			asked.push(question);
			left -= 1;
			if (left >= 0) throw new Error("turned away");
			return `answer to ${question}`;
		},
		runProgram: async (words: readonly string[]) => {
			asked.push(words.join(" "));
			return { exitCode: 0, stdout: "secret\n", stderr: "" };
		},
	} as unknown as Host);
	return { host, asked };
}

it("asks for each secret once", async () => {
	const { host, asked } = openHost();
	expect(await host.askSecretly("password: ")).toBe("answer to password: ");
	expect(await host.askSecretly("password: ")).toBe("answer to password: ");
	await host.askSecretly("token: ");
	expect(asked).toEqual(["password: ", "token: "]);
});

it("asks again when nobody answered", async () => {
	const { host, asked } = openHost(1);
	await expect(host.askSecretly("password: ")).rejects.toThrow("turned away");
	expect(await host.askSecretly("password: ")).toBe("answer to password: ");
	expect(asked).toHaveLength(2);
});

it("runs the command of a secret once, and all others as often as they are wanted", async () => {
	const { host, asked } = openHost();
	for (const words of [
		["/bin/sh", "-c", "pass site"],
		["ssh", "-O", "check"],
		["/bin/sh", "-c", "ls", "sh", "folder"],
	]) {
		await host.runProgram(words);
		await host.runProgram(words);
	}
	expect(asked).toEqual([
		"/bin/sh -c pass site",
		"ssh -O check",
		"ssh -O check",
		"/bin/sh -c ls sh folder",
		"/bin/sh -c ls sh folder",
	]);
});
