import { useEffect, useState } from 'react'
import { connection } from '#client/connection.ts'
import { call } from '#client/http.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { onStep } from '#engines/postgres/client.ts'
import type { Description, Expensive, Filter, Ran, Step } from '#engines/postgres/protocol.ts'
import { sizeOf } from '#engines/postgres/size.ts'
import { databaseContents } from '#platform/postgres/contract.ts'
import { askDatabase, contentOf } from './ask.ts'

// How pages ask the PostgreSQL that keeps a database's tables.

export interface Query {
  readonly session: string
  /** The user of a credential. */
  readonly as: string
  readonly sql: string
  readonly readonly: boolean
}

export const runSql = async (addon: string, asked: Query): Promise<Ran> => askDatabase(addon, { kind: 'run', ...asked })

export const cancel = async (addon: string, session: string): Promise<null> => askDatabase(addon, { kind: 'cancel', session })

export const rowsOf = async (addon: string, result: string, from: number, count: number) =>
  askDatabase(addon, { kind: 'rows', result, from, count })

export const textOf = async (addon: string, result: string, format: 'csv' | 'json'): Promise<string> =>
  askDatabase(addon, { kind: 'text', result, format })

export interface Page {
  readonly session: string
  readonly as: string
  readonly schema: string
  readonly table: string
  readonly order: { readonly column: string; readonly down: boolean } | null
  readonly filters: readonly Filter[]
  readonly from: number
  readonly count: number
}

export const browse = async (addon: string, page: Page): Promise<Ran> => askDatabase(addon, { kind: 'browse', ...page })

/** Opens a database, if it is not, and says what tables it has. Another tab can have changed them: so asked anew now and then. */
export const descriptionOf = (addon: string) => ({
  queryKey: ['tables of a database', addon],
  queryFn: async (): Promise<Description> => {
    const description = await askDatabase(addon, { kind: 'describe' })
    measure(addon, description).catch(() => undefined)
    return description
  },
  staleTime: 0,
  refetchOnWindowFocus: true,
  retry: false,
})

/** Tells the platform how large a database really is: until then it goes by what its apps are asked. */
async function measure(addon: string, description: Description): Promise<void> {
  // An API at an address measures its databases itself.
  if (connection().kind === 'remote') return
  // What lies ahead of a world that was turned back would be given up for it.
  if ((await queryClient.fetchQuery(contentOf(addon))).turned_back) return
  await call(databaseContents.measured, { params: { addon }, body: { ...sizeOf(description), connections: 1 } })
}

/** The statements that took most of the time, as the PostgreSQL that keeps the tables counts them. Opens it, if it is not. */
export const expensiveOf = (addon: string) => ({
  queryKey: ['expensive statements', addon],
  queryFn: async (): Promise<readonly Expensive[]> => askDatabase(addon, { kind: 'expensive' }),
  staleTime: 0,
  refetchOnWindowFocus: true,
  retry: false,
})

/** Whoever looks at tables sees them as they are after this. */
export const tablesChanged = (addon: string): void => {
  void queryClient.invalidateQueries({ queryKey: ['tables of a database', addon] })
  void queryClient.invalidateQueries({ queryKey: ['rows of a table', addon] })
}

/** How opening a database gets on; null before it begins. */
export function useStep(id: string): Step | null {
  const [step, setStep] = useState<Step | null>(null)
  useEffect(() => onStep((addon, next) => addon === id && setStep(next)), [id])
  return step
}
