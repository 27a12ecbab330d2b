import { connection, holdCallsUntil } from '#client/connection.ts'
import { startPlatform } from '#hosts/browser/start.ts'

/** The platform that starts in this browser; null where an API at an address is used. */
export const platform = connection().kind === 'browser' ? startPlatform() : null
if (platform) holdCallsUntil(platform)
