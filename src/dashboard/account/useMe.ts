import { useQuery } from '@tanstack/react-query'
import { useConnection } from '#client/use-connection.ts'
import { query } from '#client/query.ts'
import { account } from '#platform/account/contract.ts'
import { control } from '#platform/control/contract.ts'

export interface Me {
  email: string
  name: string
  title: string
  teams: readonly { name: string; role: string }[]
}

/** Who is signed in; null until it is known. */
export function useMe(): Me | null {
  const { token } = useConnection()
  const people = useQuery({ ...query(control.people), enabled: token !== null })
  const found = people.data?.find((person) => person.token === token)
  // A token that somebody made for themselves is in nobody's list.
  const own = useQuery({ ...query(account.info), enabled: token !== null && people.isSuccess && !found })
  if (found) return found
  return own.data ? { email: own.data.email, name: own.data.name ?? own.data.email, title: '', teams: [] } : null
}
