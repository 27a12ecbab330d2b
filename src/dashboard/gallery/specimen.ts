import type { QueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { EndpointQuery } from '#client/query.ts'
import { clientIn, listStates, longNamed, manyLike, type ListState } from './states.ts'

/** A list of the dashboard, to be shown in each of its states. */
export interface Specimen {
  readonly title: string
  readonly states: readonly ListState[]
  readonly show: (app: string) => ReactElement
  readonly client: (app: string, state: ListState) => ReturnType<typeof clientIn>
}

interface Parts<T extends object> {
  readonly rows: (app: string) => EndpointQuery<readonly T[]>
  /** Makes another row like this one, for the large list; without it there is no such. */
  readonly vary?: (row: T, nth: number) => T
  /** Gives a row another name; without it there is no list of long ones. */
  readonly call?: (row: T, name: string, nth: number) => T
  /** Such rows, for an app that has none. */
  readonly samples?: readonly T[]
  /** The samples are shown whatever the app has. */
  readonly ask?: boolean
  /** Puts in what is asked beside the rows and need not be there. */
  readonly beside?: (client: QueryClient) => void
  readonly show: Specimen['show']
}

/** A list whose rows come from one question. */
export function specimen<T extends object>(title: string, parts: Parts<T>): Specimen {
  const { rows, vary, call, samples = [], ask = true, beside, show } = parts
  const rest = {
    ask,
    empty: [],
    some: (found: readonly T[]) => (found.length === 0 ? samples : found),
    large: vary && ((few: readonly T[]) => manyLike(few, vary)),
    long: call && ((few: readonly T[]) => longNamed(few, call)),
  }
  return {
    title,
    states: listStates.filter((state) => (state === 'large' ? vary : state === 'long' ? call : true)),
    show,
    client: async (app, state) => {
      const client = await clientIn(state, { rows: rows(app), ...rest })
      beside?.(client)
      return client
    },
  }
}
