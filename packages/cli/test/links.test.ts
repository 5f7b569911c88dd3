import { readdirSync } from "node:fs";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { withoutLinks } from "../src/render/link.ts";
import { memoryMachine } from "./memory-machine.ts";

/** Where the texts of an answer lead, by what is clicked. */
function leads(text: string): Readonly<Record<string, string>> {
	// oxlint-disable-next-line no-control-regex -- Links begin and end with one.
	const links = text.matchAll(/\u001B\]8;;([^\u001B]+)\u001B\\(.+?)\u001B\]8;;\u001B\\/g);
	return Object.fromEntries(Array.from(links, ([, address = "", shown = ""]) => [shown, address]));
}

describe("where texts can be clicked", () => {
	it("the files that a command writes, and the folders that it names, are opened", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		async function say(words: readonly string[], screen: { readonly links?: boolean; readonly wraps?: boolean }) {
			const host = machine.host();
			const own = { ...host, screen: { ...host.screen, ...screen } };
			expect(await main(words, own), host.written.stderr).toBe(0);
			return host.written.stdout;
		}
		const id = await machine.runJob({ name: "hello", command: "echo hi" });
		const root = `file://${dir.path}`;
		const links = { links: true };
		expect(leads(await say(["pull", "jobs"], links))).toEqual({ "jobs/hello.json": `${root}/jobs/hello.json` });
		expect(leads(await say(["backup", "all.json"], links))).toEqual({ "all.json": `${root}/all.json` });
		expect(leads(await say(["init", "hello", "--yes", "-f", "a b.jsonc"], links))).toEqual({
			"a b.jsonc": `${root}/a%20b.jsonc`,
		});
		const state = `${dir.path}/.local/state/chronos-job`;
		expect(leads(await say(["local", "status"], links))).toEqual({ [state]: `file://${state}` });
		const sandbox = `${state}/sandboxes/${id}-0`;
		expect(leads(await say(["show", "hello"], links))).toEqual({ [sandbox]: `file://${sandbox}` });
		expect(readdirSync(sandbox)).toContain("stdout");
		expect(JSON.parse(await say(["show", "hello", "-o", "json"], links))).toMatchObject({ sandbox });
		expect(await say(["show", "hello"], { wraps: true })).not.toContain("\u001B");
	});

	it("addresses are opened, and the columns stay where they are", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		async function say(...words: readonly string[]) {
			const host = machine.host();
			const own = { ...host, screen: { ...host.screen, links: true } };
			expect(await main(words, own), host.written.stderr).toBe(0);
			return host.written.stdout;
		}
		const url = "http://chronos.example.org:4400";
		expect(leads(await say("context", "add", "site", url, "--user", "ada"))).toEqual({ [url]: url });
		const list = await say("context", "list");
		expect(leads(list)).toEqual({ [url]: url });
		expect(withoutLinks(list)).toBe(`*  local  this machine\n   site   ${url}  as ada\n`);
		expect(leads(await say("context", "use", "site"))).toEqual({ [url]: url });
		const config = `${dir.path}/.config/chronos-job/config.json`;
		expect(leads(await say("context", "show"))).toMatchObject({ [url]: url, [config]: `file://${config}` });
	});
});
