export { memoryHost, type MemoryHost, type MemoryHostOptions } from "./memory-host.ts";
export { mutate } from "./mutate.ts";
export { parseScenario, type Scenario, wordsOf } from "./scenario.ts";
export { random, type Random } from "./random.ts";
export { tempDir, type TempDir } from "./temp-dir.ts";
