/** `npm run bench [program|executor|containers|server|client|tui]`: each number against a floor or a budget, measured in the same run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientRows } from "./client.ts";
import { containerRows } from "./containers.ts";
import { executorRows } from "./executor.ts";
import { installPacked, programRows } from "./program.ts";
import type { Row } from "./row.ts";
import { serverRows } from "./server.ts";
import { tuiRows } from "./tui.ts";

const wanted = process.argv.slice(2);
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part);
const folder = mkdtempSync(join(tmpdir(), "bench-"));
const rows: Row[] = [];
try {
	const installed = installPacked(folder);
	if (isWanted("program")) rows.push(...programRows(installed));
	if (isWanted("executor")) rows.push(...(await executorRows(folder)));
	if (isWanted("containers")) rows.push(...(await containerRows(folder)));
	if (isWanted("server")) rows.push(...(await serverRows(installed)));
	if (isWanted("client")) rows.push(...(await clientRows(installed)));
	if (isWanted("tui")) rows.push(...(await tuiRows(installed)));
} finally {
	rmSync(folder, { recursive: true });
}

for (const { name, measured, budget, isMet } of rows)
	console.log(`${isMet ? "ok  " : "MISS"}  ${name.padEnd(46)} ${measured.padEnd(58)} ${budget}`);
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1;
