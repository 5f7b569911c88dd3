import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Job } from "@chronos-job/schemas";
import { type TempDir, tempDir } from "@chronos-job/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemProcesses } from "../src/executors/processes.ts";
import { fetchFiles } from "../src/sandbox/fetch-files.ts";
import { executorWith, sandboxAt, specOf } from "./attempts.ts";

const asked: string[] = [];
const server = createServer((request, response) => {
	const url = request.url ?? "";
	asked.push(url);
	const redirects: Readonly<Record<string, string>> = {
		"/moved": "/tool.sh",
		"/evil": "file:///etc/hostname",
		"/loop": "/loop",
	};
	const to = redirects[url];
	if (to !== undefined) return response.writeHead(302, { location: to }).end();
	if (url === "/endless") return response.write("a part");
	return url.startsWith("/tool") ? response.end("echo tool\n") : response.writeHead(404).end();
});
let web = "";
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	web = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

type Wish = Readonly<Record<string, unknown>>;

async function fetchInto(directory: TempDir, wishes: readonly Wish[], uris: readonly string[] = []) {
	const job = Job.parse({ name: "j", schedule: "R//PT1H", command: "true", fetch: wishes, uris });
	const workDirectory = join(directory.path, "work");
	mkdirSync(workDirectory, { recursive: true });
	const path = process.env["PATH"] ?? "";
	const cacheDirectory = join(directory.path, "cache");
	const processes = systemProcesses;
	return fetchFiles(job, { workDirectory, cacheDirectory, maxBytes: 100_000, processes, path });
}

function mode(directory: TempDir, name: string): string {
	return (lstatSync(join(directory.path, name)).mode & 0o777).toString(8);
}

describe("a file to fetch", () => {
	it("comes over HTTP, through redirects, executable and under another name", async () => {
		using directory = tempDir();
		const reason = await fetchInto(directory, [
			{ uri: `${web}/moved`, output_file: "bin/run", executable: true },
			{ uri: `${web}/tool.sh?x=1` },
		]);
		expect(reason).toBeUndefined();
		expect([directory.read("work/bin/run"), directory.read("work/tool.sh")]).toEqual(["echo tool\n", "echo tool\n"]);
		expect(mode(directory, "work/bin/run")).toBe("755");
	});

	it("comes from the disk, once although both fields name it", async () => {
		using directory = tempDir({ "a b.txt": "text" });
		const uri = new URL(`file://${directory.path}/a b.txt`).href;
		expect(await fetchInto(directory, [{ uri }], [uri, join(directory.path, "a b.txt")])).toBeUndefined();
		expect(directory.read("work/a b.txt")).toBe("text");
	});

	it("is asked for once when it is cached", async () => {
		using directory = tempDir();
		asked.length = 0;
		const wish = { uri: `${web}/tool-cached`, cache: true };
		await fetchInto(directory, [wish]);
		await fetchInto(directory, [wish]);
		expect([asked, directory.read("work/tool-cached")]).toEqual([["/tool-cached"], "echo tool\n"]);
	});

	it.each([
		["is missing", { uri: "WEB/none" }, "the server answered 404"],
		["leads into the files of this machine", { uri: "WEB/evil" }, "the server redirects to file:"],
		["leads nowhere", { uri: "WEB/loop" }, "the server redirects too often"],
		["has another kind of address", { uri: "ftp://127.0.0.1/x" }, "only http, https and file addresses can be fetched"],
		["is too large", { uri: "DIR/large" }, "it is larger than 100000 bytes"],
		["wants to leave", { uri: "WEB/tool", output_file: "../x" }, '"../x" is no name inside the sandbox'],
		["wants to leave by its address", { uri: "WEB/tool/%2e%2e%2fx" }, '"../x" is no name inside the sandbox'],
		["goes through a link", { uri: "WEB/tool", output_file: "link/x" }, '"link/x" would leave the sandbox'],
		["is a broken archive", { uri: "DIR/broken.tar" }, "tar: "],
		["unpacks to a place outside", { uri: "DIR/outside.tar" }, "../note would leave the sandbox"],
		["unpacks through a link", { uri: "DIR/through.tar" }, "link/note would leave the sandbox"],
		["unpacks to too much", { uri: "DIR/bomb.tgz" }, "it unpacks to more than 100000 bytes"],
	])("is refused when it %s", async (...[, { uri, ...wish }, reason]) => {
		using directory = tempDir({ large: "x".repeat(100_001), "broken.tar": "no archive", note: "", "work/a": "" });
		symlinkSync(directory.path, join(directory.path, "work/link"));
		execFileSync("tar", ["-cPf", "../outside.tar", "../note"], { cwd: join(directory.path, "work") });
		execFileSync("tar", ["-cf", "../through.tar", "link/note"], { cwd: join(directory.path, "work") });
		execFileSync("tar", ["-czf", "bomb.tgz", "large"], { cwd: directory.path });
		const address = uri.replace("WEB", web).replace("DIR", directory.path);
		const answer = await fetchInto(directory, [{ uri: address, ...wish }]);
		expect(answer).toContain(`${address} cannot be fetched: ${reason}`);
		expect(existsSync(join(directory.path, "x"))).toBe(false);
	});

	it.each([
		["tar", ["-cf"]],
		["tar.gz", ["-czf"]],
		["tgz", ["-czf"]],
		["tar.bz2", ["-cjf"]],
		["tar.xz", ["-cJf"]],
	])("is unpacked when its name ends in %s, unless that is not wanted", async (suffix, flags) => {
		using directory = tempDir({ "in/deep/file": "inside" });
		execFileSync("tar", [...flags, `../pack.${suffix}`, "deep"], { cwd: join(directory.path, "in") });
		const uri = join(directory.path, `pack.${suffix}`);
		expect(await fetchInto(directory, [{ uri, extract: false }])).toBeUndefined();
		expect(existsSync(join(directory.path, "work/deep"))).toBe(false);
		expect(await fetchInto(directory, [], [uri])).toBeUndefined();
		expect(readFileSync(join(directory.path, "work/deep/file"), "utf8")).toBe("inside");
	});

	it("is unpacked when it is a zip", async () => {
		// One stored file `a` of one byte.
		const zip =
			"504b0304140000000000000021008316dc8c0100000001000000010000006178504b01021403140000000000000021008316" +
			"dc8c010000000100000001000000000000000000000080010000000061504b050600000000010001002f000000200000000000";
		using directory = tempDir();
		writeFileSync(join(directory.path, "p.zip"), Buffer.from(zip, "hex"));
		expect(await fetchInto(directory, [{ uri: join(directory.path, "p.zip") }])).toBeUndefined();
		expect(directory.read("work/a")).toBe("x");
	});
});

it("an attempt that nobody wants any more is not launched, and what it fetches is fetched no further", async () => {
	using directory = tempDir();
	const unwanted = new AbortController();
	const asking = new Promise<IncomingMessage>((resolve) => server.once("request", resolve));
	const attempt = { ...specOf({ command: "true", uris: [`${web}/endless`] }), signal: unwanted.signal };
	const launch = executorWith().start(attempt, sandboxAt(directory.path));
	const hungUp = asking.then((request) => new Promise((resolve) => request.socket.once("close", resolve)));
	await asking;
	unwanted.abort();
	expect(await launch).toMatchObject({ kind: "failed", reason: expect.stringContaining("endless cannot be fetched") });
	await hungUp;
});
