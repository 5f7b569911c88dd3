import type { Dialect } from "@chronos-job/schemas";
import { Chronos, farSchedule } from "./chronos.ts";
import type { Connection } from "./connection.ts";

/** What tells builds of Chronos from one another (contract §0.3). */
export interface Build {
	readonly gpus: boolean;
	readonly maxCompletionTime: boolean;
	/** `docker` until 3.0.0. */
	readonly containerType: string;
}

/** Which paths the server has; undefined when it has neither. */
export async function sniffDialect(connection: Connection): Promise<Dialect | undefined> {
	for (const dialect of ["3.x", "2.x"] as const) {
		const chronos = new Chronos(connection, { dialect, prefix: "" });
		const { status } = await chronos.call("GET", "jobs");
		chronos.close();
		if (status === 401) throw new Error("the server wants a user and a password");
		if (status === 200) return dialect;
	}
	return undefined;
}

/** Reads back a job that does nothing, and deletes it. */
export async function sniffBuild(connection: Connection, dialect: Dialect): Promise<Build> {
	const prefix = `conf-build-${Date.now().toString(36)}-`;
	const chronos = new Chronos(connection, { dialect, prefix });
	try {
		const fields = { disabled: true, gpus: 1, container: { type: "mesos", image: "i" }, schedule: farSchedule };
		const job = await chronos.job(await chronos.create(fields));
		return {
			gpus: "gpus" in job,
			maxCompletionTime: "maxCompletionTime" in job,
			containerType: (job["container"] as { readonly type: string }).type,
		};
	} finally {
		await chronos.cleanUp();
		chronos.close();
	}
}
