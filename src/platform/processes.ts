import { onBuildAlarm } from './builds/model.ts'
import { onDynoAlarm } from './dynos/lifecycle.ts'
import type { PlatformWorld } from './world.ts'

/** What happens when an alarm is due, by its kind. */
export const processes: Readonly<Record<string, (world: PlatformWorld, subject: string) => void>> = {
  build: onBuildAlarm,
  dyno: onDynoAlarm,
}
