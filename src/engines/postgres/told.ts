import { Refused, type Written } from './protocol.ts'

/** What there is to say where nobody knows what became of something. */
export const LOOK_FIRST = 'What was run may have been done or not: look before you run it again.'

/** What is answered to a question, once the world knows what was written with it. */
export async function onceTold<T>(asking: Promise<T>, tell: (written: Written) => Promise<unknown>): Promise<T> {
  const answer = await asking
  if (hasWritten(answer)) {
    await tell(answer.written).catch((error: unknown) => {
      throw new Refused('40001', error instanceof Error ? error.message : String(error), { hint: LOOK_FIRST })
    })
  }
  return answer
}

const hasWritten = (answer: unknown): answer is { readonly written: Written } =>
  typeof answer === 'object' && answer !== null && 'written' in answer && answer.written !== null
