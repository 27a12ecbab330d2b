import type { DynoState } from '#platform/dynos/contract.ts'
import type { Tone } from '#ui/tone.ts'

/** The states of a dyno: the word, how it stands, and what it means. */
export const dynoStates: Readonly<Record<DynoState, { readonly word: string; readonly tone: Tone; readonly means: string }>> = {
  up: { word: 'Up', tone: 'ok', means: 'Runs, and gets requests if it is a web dyno.' },
  starting: { word: 'Starting', tone: 'busy', means: 'Its process has been started and is not ready yet.' },
  idle: { word: 'Asleep', tone: 'idle', means: 'No request came for 30 minutes. The next one wakes it.' },
  crashed: { word: 'Crashed', tone: 'error', means: 'Its process ended. The platform tries again, ever more rarely.' },
  down: { word: 'Down', tone: 'idle', means: 'Stopped, or about to start.' },
}
