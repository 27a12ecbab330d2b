import type { AppState } from '#platform/control/contract.ts'
import type { Dyno, Formation } from '#platform/dynos/contract.ts'

/** What the router would say to a request now. */
export interface Answer {
  readonly status: number
  /** The router's code, if it would answer by itself. */
  readonly code: string | null
  /** What a visitor would see. */
  readonly sees: string
  /** Why, and what would change it. */
  readonly why: string
}

const refused = (status: number, code: string, sees: string, why: string): Answer => ({ status, code, sees, why })

/** What a request to an app's address would be answered now (heroku-facts C.1). */
export function answerNow(state: AppState, formation: readonly Formation[], dynos: readonly Dyno[]): Answer {
  if (state.health === 'maintenance')
    return refused(503, 'H80', 'The maintenance page', 'Maintenance mode is on. Switch it off in the settings.')
  if (state.release === null)
    return refused(
      502,
      'H81',
      'A page that says that there is no app here yet',
      'Nothing has been deployed. Deploy something first.',
    )
  const web = formation.find(({ type }) => type === 'web')
  if (!web || web.quantity === 0) {
    const why = web
      ? 'The web process type is scaled to zero. Scale it to one or more.'
      : 'No process type is called web, and only that one gets requests.'
    return refused(503, 'H14', 'The error page', why)
  }
  const states = dynos.filter(({ type }) => type === 'web').map((dyno) => dyno.state)
  if (states.includes('up')) return { status: 200, code: null, sees: 'The app', why: 'A web dyno is up and answers.' }
  if (states.includes('idle')) {
    return {
      status: 200,
      code: null,
      sees: 'The app, after some seconds',
      why: 'The web dyno is asleep. The request wakes it and waits until it is up.',
    }
  }
  if (states.includes('starting')) {
    return {
      status: 200,
      code: null,
      sees: 'The app, once a dyno is up',
      why: 'The web dynos are starting. The router holds the request for up to 75 seconds, then answers H20.',
    }
  }
  return refused(503, 'H10', 'The error page', 'Every web dyno has crashed. The log says why; roll back, or deploy a fix.')
}

const descriptions: Readonly<Record<string, string>> = {
  H10: 'App crashed',
  H14: 'No web processes running',
  H80: 'Maintenance mode',
  H81: 'Blank app',
}

/** The line that the router would write of it, as far as it is known before the request is made (heroku-facts C.5). */
export function routerLine({ status, code }: Answer, host: string): string {
  const fault =
    code === null ? 'at=info' : `at=${code < 'H80' ? 'error' : 'info'} code=${code} desc="${descriptions[code] ?? ''}"`
  const served = code === null ? 'dyno=web.1 connect=0ms' : 'dyno= connect= service='
  return `${fault} method=GET path="/" host=${host} ${served} status=${status} protocol=http2.0 tls=true tls_version=tls1.3`
}
