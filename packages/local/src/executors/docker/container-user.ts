import { type Account, resolveRunAs } from "../../sandbox/run-as.ts";
import { type Changes, changesOf } from "./container-body.ts";
import type { ContainerQuestion } from "./container-question.ts";

/** Whom the container runs as; without a wish whom its image says. */
export function changesOfUser(question: ContainerQuestion): Changes {
	const user = userOf(question);
	return user === undefined ? changesOf({}) : changesOf({ User: user });
}

function userOf({ attempt: { job }, host, engine }: ContainerQuestion): string | undefined {
	const { runAsUser } = job;
	if (runAsUser === "") return undefined;
	// Who is somebody else to a rootless engine is somebody that only the image knows.
	if (engine.isRootless) return runAsUser === host.user.name ? undefined : runAsUser;
	if (runAsUser === host.user.name) return host.user.uid === 0 ? undefined : idsOf(host.user);
	const account = findAccountOf(runAsUser, host);
	return account === undefined ? runAsUser : idsOf(account);
}

function idsOf({ uid, gid }: Account): string {
	return `${String(uid)}:${String(gid)}`;
}

function findAccountOf(runAsUser: string, { user, passwd }: ContainerQuestion["host"]): Account | undefined {
	const found = resolveRunAs({ runAsUser, current: user, passwd, setpriv: "setpriv" });
	return found.kind === "account" ? found.account : undefined;
}
