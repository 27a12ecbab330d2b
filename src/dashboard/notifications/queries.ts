import { query } from '#client/query.ts'
import { notifications } from '#platform/notifications/contract.ts'

/** What somebody is told, and what happened everywhere. */
export const ofNews = {
  list: () => query(notifications.list),
  unread: () => query(notifications.unread),
  preferences: () => query(notifications.preferences),
  activity: (max: number) => query(notifications.activity, { query: { max: String(max) } }),
}
