import { connection, signIn as sendToken } from '#client/connection.ts'
import { ApiFailure, call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { remember, remembered } from '#client/memory.ts'
import { control, type Person } from '#platform/control/contract.ts'
import { queryClient } from './query-client.ts'

// Who the dashboard is used as. The client keeps the token; kept here besides is the address, as tokens are of one world and
// the same person has another one in the next.

const key = (what: string) => `dynorama ${import.meta.env.BASE_URL} ${what} ${connection().base}`

/** Signs a person in; everything known so far was another one's. */
export async function signInAs({ email, token }: Pick<Person, 'email' | 'token'>): Promise<void> {
  remember(key('person'), email)
  remember(key('left'), null)
  switchTo(token ?? (await call(control.signIn, { params: { person: email } })).token)
}

/** Signs out. Leave the pages that ask the platform first. */
export function signOut(): void {
  remember(key('left'), 'yes')
  sendToken(null)
  queryClient.removeQueries({ predicate: isOnes })
}

function switchTo(token: string): void {
  if (token === connection().token) return
  sendToken(token)
  queryClient.removeQueries({ predicate: isOnes, type: 'inactive' })
  void queryClient.resetQueries({ predicate: isOnes })
}

/** What belongs to the world and not to a person stays. */
const everyones = new Set([control.clock, control.world, control.people, control.scenarios].map(({ path }) => `GET ${path}`))
const isOnes = ({ queryKey }: { queryKey: readonly unknown[] }) => !everyones.has(String(queryKey[0]))

/**
 * Resolves with whether somebody is signed in. In a new profile that is the world's first person, so that there is something to
 * see at once; whoever signed out chooses.
 */
export async function ensureSession(): Promise<boolean> {
  if (connection().token !== null) return true
  if (remembered(key('left')) !== null) return false
  const [first] = await queryClient.ensureQueryData(query(control.people))
  if (!first) return false
  // Another navigation may have been here meanwhile.
  if (connection().token === null) await signInAs(first)
  return true
}

/** Finds the same person again in a world that has taken the place of the last, or else its first one. */
export async function resumeSession(): Promise<void> {
  const { token } = connection()
  if (token === null) return
  const people = await everybody()
  const email = remembered(key('person'))
  const person = people.find((each) => each.token === token) ?? people.find((each) => each.email === email) ?? people[0]
  // Whose session was ended signs in again themself.
  if (person && person.token !== null) await signInAs(person)
  else signOut()
}

/** Who there is now. With a token that is no good nothing is answered, not even this. */
async function everybody(): Promise<readonly Person[]> {
  const ask = () => queryClient.fetchQuery({ ...query(control.people), staleTime: 0 })
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.status !== 401) throw error
    sendToken(null)
    return ask()
  }
}

/** Resumes the session when the platform does not know the token any more. */
export function watchSession(): () => void {
  let busy = false
  return queryClient.getQueryCache().subscribe((event) => {
    if (busy || event.type !== 'updated' || event.action.type !== 'error') return
    if (!(event.action.error instanceof ApiFailure) || event.action.error.status !== 401) return
    busy = true
    void resumeSession()
      .catch(() => undefined)
      .finally(() => {
        busy = false
      })
  })
}
