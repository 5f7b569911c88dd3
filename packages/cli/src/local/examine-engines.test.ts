import { hostname } from "node:os";
import { createServer } from "node:http";
import { join } from "node:path";
import { readJob } from "@chronos-job/schemas";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { examineEngines } from "./examine-engines.ts";

type Answers = Readonly<Record<string, object>>;

const podman = (info: object, ids = 65_537): Answers => ({
	"/_ping": {},
	"/version": { Version: "4.3.1", Components: [{ Name: "Podman Engine" }] },
	"/info": { Name: hostname(), Rootless: true, CgroupVersion: "2", MemoryLimit: true, ...info },
	"/libpod/info": { host: { idMappings: { uidmap: [{ size: 1 }, ...(ids > 1 ? [{ size: ids - 1 }] : [])] } } },
});

/** What is said where an engine answers so. */
async function look(answers: Answers, { jobs = [], host }: { jobs?: readonly string[]; host?: string } = {}) {
	using files = tempDir();
	const server = createServer((request, reply) => {
		const answer = answers[(request.url ?? "").replace(/^\/v[\d.]+/, "")];
		reply.writeHead(answer === undefined ? 404 : 200, { "api-version": "1.41" }).end(JSON.stringify(answer ?? {}));
	});
	const socket = join(files.path, "docker.sock");
	await new Promise<void>((resolve) => server.listen(socket, resolve));
	try {
		const env = { DOCKER_HOST: host ?? `unix://${socket}`, HOME: files.path };
		const found = await examineEngines({ env, user: { id: 0, home: "/root" } }, jobs.map(jobWithImage));
		return found.map(({ state, message, evidence = [], hint }) =>
			[state, message.replace(files.path, "FOLDER"), ...evidence, ...(hint === undefined ? [] : [`→ ${hint}`])].join(
				"\n",
			),
		);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

function jobWithImage(name: string) {
	const read = readJob({ name, command: "true", schedule: "R1//P1Y", container: { image: "busybox" } });
	if (read === undefined) throw new Error("that is no job");
	return read;
}

const runs = (which: string) => `ok\n${which} runs containers at unix://FOLDER/docker.sock`;
const rootless = "Podman 4.3.1, rootless,";

describe("the examination of engines", () => {
	it.each<[string, Answers, readonly string[]]>([
		["is content with one that can everything", podman({}), [runs(rootless)]],
		[
			"tells of a rootless one that does not keep memory within its limit",
			podman({ CgroupVersion: "1" }),
			[
				runs(rootless),
				"warning\nPodman 4.3.1: it does not keep containers within their memory, as it is rootless on control groups version 1\n→ Boot with `systemd.unified_cgroup_hierarchy=1`, or run the engine as root.",
			],
		],
		[
			"tells of one that was given no memory to keep",
			podman({ MemoryLimit: false }),
			[
				runs(rootless),
				"warning\nPodman 4.3.1: it does not keep containers within their memory, as no memory is delegated to it\n→ Write `[Service]` and `Delegate=cpu memory pids` into /etc/systemd/system/user@.service.d/delegate.conf, and log in anew.",
			],
		],
		[
			"tells of one that has a single user",
			podman({}, 1),
			[
				runs(rootless),
				"warning\nPodman 4.3.1: it has no user but root to give to containers, so that many images cannot be pulled or run\n→ Run `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $USER && podman system migrate`.",
			],
		],
		[
			"tells of one on another machine",
			{ "/_ping": {}, "/version": { Version: "27.3.1" }, "/info": { Name: "elsewhere" } },
			[
				runs("Docker 27.3.1"),
				"warning\nDocker 27.3.1: it is on another machine: containers get no sandbox there, and files cannot be fetched for them",
			],
		],
	])("%s", async (_, answers, expected) => {
		expect(await look(answers)).toEqual(expected);
	});

	it("tells who waits for one that is wished and is not there", async () => {
		const reason = "DOCKER_HOST wants unix:///nonexistent/x.sock, which is not there";
		const said = await look({}, { host: "unix:///nonexistent/x.sock", jobs: ["a", "b"] });
		expect(said).toEqual([`warning\n${reason}\nasked for by a, b\n→ Run \`unset DOCKER_HOST\`.`]);
	});

	it("tells of one that breaks off", async () => {
		const said = await look({ "/_ping": {}, "/version": {} });
		expect(said).toEqual(["warning\nthe engine answered 404\n→ Run `docker info` to see more."]);
	});
});
