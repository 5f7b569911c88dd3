import type { Availability } from "../executor.ts";
import type { EngineError } from "./engine-error.ts";
import type { EngineWish } from "./engine-places.ts";

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
	if (wish !== undefined) return missing(`${wish.by} wants ${reasonOf(failure)}`, wish.undo);
	if (isForbidden(error)) return missing(error.message, "sudo usermod -aG docker $USER && newgrp docker");
	return missing(error.message, startCommand(place.includes("podman") ? podman : docker, machine));
}

/** A socket that is not there says nothing, and root's Podman is for nobody else. */
function isTelling({ place, error }: EngineFailure): boolean {
	return codeOf(error) !== "ENOENT" && !(place.includes("podman") && isForbidden(error));
}

function explainAbsence(machine: MachineFacts): Missing {
	const installed = enginesOf(machine);
	return installed === undefined
		? missing("neither Docker nor Podman is installed here", installCommand(machine))
		: missing(`${installed.name} is installed, and its service does not run`, startCommand(installed, machine));
}

function missing(reason: string, command: string): Missing {
	return { available: false, reason, hint: `Run \`${command}\`.` };
}

function reasonOf({ place, error }: EngineFailure): string {
	// Some messages begin with the place.
	return error.message.startsWith(place) ? `${place}, which${error.message.slice(place.length)}` : error.message;
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
	/** With systemd as root, as somebody else, and without it. */
	readonly start: Readonly<Record<"asRoot" | "asUser" | "bare", string>>;
}

const docker: InstalledEngine = {
	name: "Docker",
	program: "dockerd",
	start: { asRoot: "systemctl start docker", asUser: "sudo systemctl start docker", bare: "dockerd &" },
};

const podman: InstalledEngine = {
	name: "Podman",
	program: "podman",
	start: {
		asRoot: "systemctl enable --now podman.socket",
		asUser: "systemctl --user enable --now podman.socket",
		bare: "podman system service --time=0 &",
	},
};

function enginesOf({ programs }: MachineFacts): InstalledEngine | undefined {
	return [docker, podman].find(({ program }) => programs.has(program));
}

function startCommand({ start }: InstalledEngine, { isRoot, hasSystemd }: MachineFacts): string {
	if (!hasSystemd) return start.bare;
	return isRoot ? start.asRoot : start.asUser;
}

function installCommand(machine: MachineFacts): string {
	const [, install] = installers.find(([program]) => machine.programs.has(program)) ?? installers[0];
	return `${machine.isRoot ? "" : "sudo "}${install} && ${startCommand(podman, machine)}`;
}

const installers = [
	["apt-get", "apt-get install -y podman catatonit"],
	["dnf", "dnf install -y podman"],
	["zypper", "zypper install -y podman"],
	["pacman", "pacman -S --noconfirm podman"],
	["apk", "apk add podman"],
] as const;
