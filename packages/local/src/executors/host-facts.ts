import { access, constants, readFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { getgid, getuid } from "node:process";
import type { HostFacts } from "./process.ts";
import { readBootId } from "./process-table.ts";
import type { Account } from "../sandbox/run-as.ts";

/** Looks at this machine once, when the server starts. */
export async function readHostFacts(server: { readonly pid: number; readonly path: string }): Promise<HostFacts> {
	return {
		hostName: hostname(),
		bootId: await readBootId(),
		serverPid: server.pid,
		path: server.path,
		user: readAccount(),
		passwd: await readFile("/etc/passwd", "utf8").catch(() => ""),
		setsid: await findProgram("setsid"),
		setpriv: await findProgram("setpriv"),
	};
}

/** In containers there are often users whom /etc/passwd does not know: their number is their name. */
export function readAccount(): Account {
	const [uid, gid] = [getuid?.() ?? 0, getgid?.() ?? 0];
	try {
		const { username, homedir } = userInfo();
		return { name: username, uid, gid, home: homedir };
	} catch {
		return { name: String(uid), uid, gid, home: "/" };
	}
}

// Never out of a PATH that somebody else may have set.
const programFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/** The path of a program of this machine. */
export async function findProgram(name: string): Promise<string | undefined> {
	const found = await Promise.all(
		programFolders.map(async (folder) => {
			const file = `${folder}/${name}`;
			return (await isExecutable(file)) ? file : undefined;
		}),
	);
	return found.find((file) => file !== undefined);
}

async function isExecutable(file: string): Promise<boolean> {
	return access(file, constants.X_OK).then(
		() => true,
		() => false,
	);
}
