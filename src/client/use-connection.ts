import { useSyncExternalStore } from 'react'
import { connection, onConnection, type Connection } from './connection.ts'

/** The connection, for components. Apart from the rest, which the page needs before React is there. */
export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, connection)
}
