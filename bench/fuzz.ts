/** `npm run bench:fuzz [-- count seed]`: mutated job files, none of which may throw, hang or point outside its text. */
import { fuzz } from "../packages/core/test/fuzz.ts";

const [count = "200000", seed = "1"] = process.argv.slice(2);
const budgetMs = 100;
const started = performance.now();
let slowestMs = 0;
let failures = 0;

// The first documents are also the compiler's warm-up; a second measurement decides.
fuzz(2000, 0);
for (let done = 0; done < Number(count); done += 10_000) {
	const report = fuzz(Math.min(10_000, Number(count) - done), Number(seed) + done);
	slowestMs = Math.max(slowestMs, report.slowestMs);
	failures += report.failures.length;
	for (const failure of report.failures.slice(0, 5)) console.log(failure);
}

const seconds = (performance.now() - started) / 1000;
console.log(
	`${count} documents in ${seconds.toFixed(1)} s, slowest ${slowestMs.toFixed(1)} ms (budget ${budgetMs}), ${failures} failures`,
);
process.exitCode = failures === 0 && slowestMs <= budgetMs ? 0 : 1;
