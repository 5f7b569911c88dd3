import { describe, expect, it } from "vitest";
import { EngineError, explainSilence } from "./engine-error.ts";
import { explainMissingEngine, type EngineFailure } from "./explain-missing-engine.ts";
import { DeadlineError } from "./with-deadline.ts";

function failure(path: string, code: string): EngineFailure {
	const place = `unix://${path}`;
	return { place, error: explainSilence(Object.assign(new Error(code), { code }), place) };
}

function frozen(path: string): EngineFailure {
	const place = `unix://${path}`;
	return { place, error: explainSilence(new Error("aborted", { cause: new DeadlineError(5000) }), place) };
}

const nowhere = [failure("/var/run/docker.sock", "ENOENT"), failure("/run/podman/podman.sock", "ENOENT")];
const user = { isRoot: false, hasSystemd: true, programs: new Set<string>() };

describe("a missing engine is explained with the one command that helps", () => {
	it.each([
		[
			"nothing is installed",
			{ failures: nowhere, machine: { ...user, programs: new Set(["apt-get"]) } },
			"neither Docker nor Podman is installed here",
			"sudo apt-get install -y podman catatonit && systemctl --user enable --now podman.socket",
		],
		[
			"nothing is installed, for root without systemd on another system",
			{ failures: nowhere, machine: { isRoot: true, hasSystemd: false, programs: new Set(["dnf"]) } },
			"neither Docker nor Podman is installed here",
			"dnf install -y podman && podman system service --time=0 &",
		],
		[
			"Podman does not listen",
			{ failures: nowhere, machine: { ...user, programs: new Set(["podman", "apt-get"]) } },
			"Podman is installed, and its service does not run",
			"systemctl --user enable --now podman.socket",
		],
		[
			"Docker does not run, and root's Podman is nothing for this user",
			{
				failures: [failure("/run/podman/podman.sock", "EACCES"), ...nowhere],
				machine: { ...user, programs: new Set(["dockerd", "podman"]) },
			},
			"Docker is installed, and its service does not run",
			"sudo systemctl start docker",
		],
		[
			"the user may not use Docker",
			{ failures: [failure("/var/run/docker.sock", "EACCES")], machine: user },
			"unix:///var/run/docker.sock is there, and this user may not use it",
			"sudo usermod -aG docker $USER && newgrp docker",
		],
		[
			"Docker has left its socket behind",
			{ failures: [failure("/var/run/docker.sock", "ECONNREFUSED")], machine: { ...user, isRoot: true } },
			"unix:///var/run/docker.sock is there, and nobody answers at it",
			"systemctl start docker",
		],
		[
			"Docker takes calls and answers none",
			{ failures: [frozen("/var/run/docker.sock")], machine: user },
			"unix:///var/run/docker.sock has not answered for 5 s",
			"sudo systemctl restart docker",
		],
		[
			"Podman takes calls and answers none, without systemd",
			{ failures: [frozen("/run/podman/podman.sock")], machine: { ...user, hasSystemd: false } },
			"unix:///run/podman/podman.sock has not answered for 5 s",
			'pkill -KILL -f "podman system service"; podman system service --time=0 &',
		],
		[
			"somebody wants another one",
			{
				failures: [
					{
						place: "tcp://box:2375",
						wish: { by: "DOCKER_HOST", undo: "unset DOCKER_HOST" },
						error: new EngineError("tcp://box:2375 does not answer"),
					},
				],
				machine: user,
			},
			"DOCKER_HOST wants tcp://box:2375, which does not answer",
			"unset DOCKER_HOST",
		],
	])("when %s", (_, search, ...[reason, command]) => {
		expect(explainMissingEngine(search)).toEqual({ available: false, reason, hint: `Run \`${command}\`.` });
	});
});

it("what is known to help stands in place of a command that ends the wish", () => {
	const wish = { by: "DOCKER_HOST", undo: "unset DOCKER_HOST" };
	const error = new EngineError("the certificate is none", undefined, { advice: "Make one." });
	expect(explainMissingEngine({ failures: [{ place: "tcp://box", wish, error }], machine: user })).toEqual({
		available: false,
		reason: "DOCKER_HOST decides, and the certificate is none",
		hint: "Make one.",
	});
});
