/** A user of this machine. */
export interface Account {
	readonly name: string;
	readonly uid: number;
	readonly gid: number;
	readonly home: string;
}

export interface RunAsOptions {
	/** The field of the job; empty is nobody in particular. */
	readonly runAsUser: string;
	/** Who the server runs as. */
	readonly current: Account;
	/** The text of /etc/passwd. */
	readonly passwd: string;
	/** The path of the program that changes the user. */
	readonly setpriv: string | undefined;
}

export type RunAs =
	| {
			readonly kind: "account";
			readonly account: Account;
			/** Goes before the command. */ readonly prefix: readonly string[];
	  }
	| { readonly kind: "refused"; readonly reason: string };

/** Whom a job runs as here; only root may choose (contract §5.9). */
export function resolveRunAs({ runAsUser, current, passwd, setpriv }: RunAsOptions): RunAs {
	if (runAsUser === "" || runAsUser === current.name) return { kind: "account", account: current, prefix: [] };
	if (current.uid !== 0) {
		return refused(`the job wants to run as ${runAsUser}, and the server runs as ${current.name}, which is not root`);
	}
	const account = findAccount(passwd, runAsUser);
	if (account === undefined) return refused(`there is no user ${runAsUser} on this machine`);
	if (setpriv === undefined) return refused(`setpriv is missing, which makes root run a job as ${runAsUser}`);
	const ids = [`--reuid=${String(account.uid)}`, `--regid=${String(account.gid)}`, "--init-groups"];
	return { kind: "account", account, prefix: [setpriv, ...ids, "--"] };
}

function findAccount(passwd: string, name: string): Account | undefined {
	const line = passwd.split("\n").find((entry) => entry.startsWith(`${name}:`));
	const [, , uid, gid, , home] = line?.split(":") ?? [];
	return uid === undefined || gid === undefined
		? undefined
		: { name, uid: Number(uid), gid: Number(gid), home: home ?? "/" };
}

function refused(reason: string): RunAs {
	return { kind: "refused", reason };
}
