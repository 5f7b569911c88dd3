/** As many weeks of a server's hard life as are asked for: `npm run simulate -- 2000`. */
import { writeSync } from "node:fs";
import { pieceOf, simulate } from "./simulate-week.ts";

const weeks = Number(process.argv[2] ?? 2000);
const begun = performance.now();
let kills = 0;
let failures = 0;
for (let week = 0; week < weeks; week++) {
	const piece = pieceOf(week);
	const simulated = await simulate(piece);
	kills += simulated.kills;
	if (simulated.faults.length > 0) failures += 1;
	for (const fault of simulated.faults) writeSync(2, `${JSON.stringify(piece)}: ${fault}\n`);
	if ((week + 1) % 100 === 0 || week + 1 === weeks) writeSync(1, `${progress(week + 1)}\n`);
}
process.exitCode = failures === 0 ? 0 : 1;

function progress(done: number): string {
	const seconds = ((performance.now() - begun) / 1000).toFixed(0);
	return `${String(done)} weeks in ${seconds} s: ${String(kills)} kills, ${String(failures)} weeks with faults`;
}
