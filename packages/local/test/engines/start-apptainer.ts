/** A server that starts one attempt with Apptainer, and stays until it is killed. */
import { writeSync } from "node:fs";
import type { AttemptSpec, Sandbox } from "../../src/executors/executor.ts";
import { apptainerWith } from "./apptainer-attempts.ts";

const { attempt, sandbox } = JSON.parse(process.argv[2] ?? "") as { attempt: AttemptSpec; sandbox: Sandbox };
setInterval(() => {}, 1000);
writeSync(1, ".");
await apptainerWith().start(attempt, sandbox);
