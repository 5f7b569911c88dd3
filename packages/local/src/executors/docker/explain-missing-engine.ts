import type { Availability } from "../executor.ts";
import type { EngineError } from "./engine-error.ts";
import type { EngineWish } from "./engine-places.ts";
import { DeadlineError } from "./with-deadline.ts";

export interface Search {
	/** The places that were looked at, and how each failed. */
	readonly failures: readonly EngineFailure[];
	readonly machine: MachineFacts;
}

export interface EngineFailure {
	/** As DOCKER_HOST would say it. */
	readonly place: string;
	readonly wish?: EngineWish | undefined;
	readonly error: EngineError;
}

/** What decides which command helps. */
export interface MachineFacts {
	/** Of those that were looked for, the ones that are installed. */
	readonly programs: ReadonlySet<string>;
	readonly isRoot: boolean;
	readonly hasSystemd: boolean;
}

/** The programs that the explanation wants to know of. */
export const askedPrograms = ["dockerd", "podman", "apt-get", "dnf", "zypper", "pacman", "apk"] as const;

type Missing = Extract<Availability, { available: false }>;

/** Why there is no engine, and the one command that helps. */
export function explainMissingEngine({ failures, machine }: Search): Missing {
	const [failure] = failures.filter((one) => one.wish !== undefined || isTelling(one));
	if (failure === undefined) return explainAbsence(machine);
	const { wish, error, place } = failure;
	const reason = wish === undefined ? error.message : wishReasonOf(wish, failure);
	if (error.advice !== undefined) return { available: false, reason, hint: error.advice };
	if (wish !== undefined) return missing(reason, wish.undo);
	if (isForbidden(error)) return missing(error.message, "sudo usermod -aG docker $USER && newgrp docker");
	const engine = place.includes("podman") ? podman : docker;
	return missing(error.message, commandOf(isFrozen(error) ? engine.restart : engine.start, machine));
}

/** A socket that is not there says nothing, and root's Podman is for nobody else. */
export function isTelling({ place, error }: EngineFailure): boolean {
	return codeOf(error) !== "ENOENT" && !(place.includes("podman") && isForbidden(error));
}

function explainAbsence(machine: MachineFacts): Missing {
	const installed = enginesOf(machine);
	return installed === undefined
		? missing("neither Docker nor Podman is installed here", installCommand(machine))
		: missing(`${installed.name} is installed, and its service does not run`, commandOf(installed.start, machine));
}

function missing(reason: string, command: string): Missing {
	return { available: false, reason, hint: `Run \`${command}\`.` };
}

function wishReasonOf({ by }: EngineWish, { place, error: { message } }: EngineFailure): string {
	// Most messages begin with the place.
	if (message.startsWith(place)) return `${by} wants ${place}, which${message.slice(place.length)}`;
	return `${by} decides, and ${message}`;
}

function isFrozen({ cause }: EngineError): boolean {
	return cause instanceof Error && cause.cause instanceof DeadlineError;
}

function isForbidden(error: EngineError): boolean {
	return ["EACCES", "EPERM"].includes(codeOf(error));
}

function codeOf({ cause }: EngineError): string {
	return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

interface InstalledEngine {
	readonly name: string;
	readonly program: string;
	readonly start: Commands;
	/** For one that takes calls and answers none. */
	readonly restart: Commands;
}

/** With systemd as root, as somebody else, and without it. */
type Commands = Readonly<Record<"asRoot" | "asUser" | "bare", string>>;

const docker: InstalledEngine = {
	name: "Docker",
	program: "dockerd",
	start: { asRoot: "systemctl start docker", asUser: "sudo systemctl start docker", bare: "dockerd &" },
	restart: {
		asRoot: "systemctl restart docker",
		asUser: "sudo systemctl restart docker",
		bare: "pkill -KILL -x dockerd; dockerd &",
	},
};

const podman: InstalledEngine = {
	name: "Podman",
	program: "podman",
	start: {
		asRoot: "systemctl enable --now podman.socket",
		asUser: "systemctl --user enable --now podman.socket",
		bare: "podman system service --time=0 &",
	},
	restart: {
		asRoot: "systemctl restart podman.service",
		asUser: "systemctl --user restart podman.service",
		bare: 'pkill -KILL -f "podman system service"; podman system service --time=0 &',
	},
};

function enginesOf({ programs }: MachineFacts): InstalledEngine | undefined {
	return [docker, podman].find(({ program }) => programs.has(program));
}

function commandOf({ asRoot, asUser, bare }: Commands, { isRoot, hasSystemd }: MachineFacts): string {
	if (!hasSystemd) return bare;
	return isRoot ? asRoot : asUser;
}

function installCommand(machine: MachineFacts): string {
	const [, install] = installers.find(([program]) => machine.programs.has(program)) ?? installers[0];
	return `${machine.isRoot ? "" : "sudo "}${install} && ${commandOf(podman.start, machine)}`;
}

const installers = [
	["apt-get", "apt-get install -y podman catatonit"],
	["dnf", "dnf install -y podman"],
	["zypper", "zypper install -y podman"],
	["pacman", "pacman -S --noconfirm podman"],
	["apk", "apk add podman"],
] as const;
