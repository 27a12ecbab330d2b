/** A stretch of a build's output: a heading and what was printed beneath it. */
export interface BuildStep {
  readonly title: string
  /** Place of its first line in the whole output, from 0. */
  readonly first: number
  readonly lines: readonly string[]
  /** Whether an error is printed in it. */
  readonly failed: boolean
  readonly warned: boolean
}

const heading = /^-----> ?(.*)$/
// The platform prints warnings and errors alike with an exclamation mark; only their words tell them apart.
const alert = /^ !(?: {5}(.*))?$/
const error = /\b(error|failed|rejected|failure|cancelled|invalid|no default language|not compatible|could not|cannot)\b/i

/** Cuts a build's output at its `----->` lines. What stands before the first of them is a step without a title. */
export function foldSteps(output: readonly string[]): readonly BuildStep[] {
  const steps: { title: string; first: number; lines: string[]; failed: boolean; warned: boolean }[] = []
  output.forEach((line, index) => {
    const title = heading.exec(line)?.[1]
    let step = steps.at(-1)
    if (title !== undefined || !step) {
      step = { title: title ?? '', first: index, lines: [], failed: false, warned: false }
      steps.push(step)
      if (title !== undefined) return
    }
    step.lines.push(line)
    if (isError(line)) step.failed = true
    else if (alert.test(line)) step.warned = true
  })
  // Blank lines part the steps in the raw text; here the folds do.
  for (const step of steps) while (step.lines.at(-1) === '') step.lines.pop()
  return steps.filter(({ title, lines }) => title !== '' || lines.some((line) => line !== ''))
}

/** Where the first error stands in the output, from 0; -1 for nowhere. */
export function firstError(output: readonly string[]): number {
  return output.findIndex(isError)
}

function isError(line: string): boolean {
  const said = alert.exec(line)?.[1]
  return said !== undefined && error.test(said) && !/^warning/i.test(said)
}

/** A line without the room that stands before the details of a step. */
export function unindent(line: string): string {
  return line.replace(/^ {7}/, '')
}
