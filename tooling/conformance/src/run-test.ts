import { randomBytes } from "node:crypto";
import { Chronos } from "./chronos.ts";
import type { ChronosTest } from "./chronos-test.ts";
import type { ChronosServer } from "./connection.ts";
import { Difference } from "./difference.ts";
import type { Reply } from "./send.ts";

export type Result =
	| { readonly outcome: "same" }
	| { readonly outcome: "differs"; readonly error: Error; readonly reply: Reply | undefined };

const thisRun = randomBytes(3).toString("hex");
let count = 0;

/** Holds a server against one sentence. */
export async function runTest(test: ChronosTest, server: ChronosServer): Promise<Result> {
	const needs = test.needs ?? [];
	const at = test.at === undefined ? undefined : Date.parse(test.at);
	await using connection = await server.connect({ needs, at });
	count += 1;
	const chronos = new Chronos(connection, { dialect: server.dialect, prefix: `conf-${thisRun}-${count}-` });
	try {
		await test.run(chronos);
		return { outcome: "same" };
	} catch (error) {
		const asError = error instanceof Error ? error : new Difference("the test ends", "quietly", error);
		return { outcome: "differs", error: asError, reply: chronos.lastReply };
	} finally {
		if (connection.isOwn !== true) await chronos.cleanUp({ strangers: needs.includes("disposable") });
		chronos.close();
	}
}
