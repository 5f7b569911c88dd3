import { main } from "./main.ts";
import { keepCompiledCode } from "./rim/keep-compiled-code.ts";
import { createHost } from "./rim/create-host.ts";

// Node 22 warns of its own SQLite; such words are for those who write programs.
process.removeAllListeners("warning");
keepCompiledCode(process);
process.exitCode = await main(process.argv.slice(2), createHost(process, Date.now));
// All is written, nobody waits for what still ticks, and taking everything down in order would take longer.
process.exit();
