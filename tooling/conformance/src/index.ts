export type { Chronos } from "./chronos.ts";
export type { ChronosTest, Need } from "./chronos-test.ts";
export type { ChronosServer, Connection, Wishes } from "./connection.ts";
export { describeChronos } from "./describe-chronos.ts";
export type { Deviation } from "./deviation.ts";
