export { type LyingServer, type LyingServerOptions, startLyingServer } from "./lying-server.ts";
export type { Lie, LieName } from "./lying-server/lies.ts";
export { memoryHost, type MemoryHost, type MemoryHostOptions } from "./memory-host.ts";
export { type MesosDouble, type MesosTask, startMesos } from "./mesos-double.ts";
export { mutate } from "./mutate.ts";
export { random, type Random } from "./random.ts";
export { type RawAnswer, type RawServer, startRawServer } from "./raw-server.ts";
export { parseScenario, type Scenario, type ScenarioStep, wordsOf } from "./scenario.ts";
export { tempDir, type TempDir } from "./temp-dir.ts";
