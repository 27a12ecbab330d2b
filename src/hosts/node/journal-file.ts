import * as z from 'zod/mini'
import type { Saved } from '#hosts/store.ts'

// The text of a world's file: a header, then a line for each thing that happened. Lines are only ever added, so a process
// that is killed leaves at worst one line that is not finished; that one was never answered for, and is left out.

const Clock = z.object({ sim: z.number(), wall: z.number(), rate: z.number() })
const Header = z.object({
  format: z.literal('dynorama-journal'),
  version: z.literal(1),
  /** Tells this world from the next one in the same file; a snapshot names it. */
  id: z.string(),
  origin: z.object({ scenario: z.string(), seed: z.string(), epoch: z.number() }),
  clock: Clock,
})
const Entry = z.object({
  position: z.number(),
  at: z.number(),
  /** The clock of that moment; none once the file was written anew, as the header has a later one. */
  clock: z.optional(Clock),
  command: z.object({
    method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.string(),
    body: z.optional(z.unknown()),
    actor: z.nullable(z.string()),
    client: z.optional(z.enum(['dashboard', 'cli', 'api'])),
  }),
})
const Tick = z.object({ clock: Clock })

export type Entry = z.infer<typeof Entry>

/** A world's file, read. */
export interface JournalFile extends Omit<Saved, 'snapshot'> {
  readonly id: string
  /** How much of it the next one could do without: lines that later ones replace, and a torn end. */
  readonly waste: number
}

/** The file is not what this program writes. It is left as it is. */
export class UnreadableFile extends Error {}

/** Reads the bytes of a file; throws `UnreadableFile`, naming the line, if they are not what was written. */
export function parseJournal(bytes: Uint8Array): JournalFile {
  const lines = linesOf(bytes)
  const header = parse(Header, lines.whole[0], 1)
  const journal: Entry[] = []
  let { clock } = header
  let waste = lines.torn
  for (const [i, line] of lines.whole.entries()) {
    if (i === 0) continue
    const value = parse(z.union([Entry, Tick]), line, i + 1)
    clock = value.clock ?? clock
    if (!('position' in value)) waste += line.length
    else if (value.position > journal.length)
      throw new UnreadableFile(`line ${i + 1} is entry ${value.position}, but ${journal.length} comes next`)
    else {
      // The world had gone back: this entry takes the place of those from here on.
      if (value.position < journal.length) waste += line.length
      journal.length = value.position
      journal.push(value)
    }
  }
  return { id: header.id, origin: header.origin, clock, journal: journal.map(({ at, command }) => ({ at, command })), waste }
}

export function headerLine(id: string, saved: Pick<Saved, 'origin' | 'clock'>): string {
  return line({ format: 'dynorama-journal', version: 1, id, origin: saved.origin, clock: saved.clock } satisfies z.infer<
    typeof Header
  >)
}

export const entryLine = (entry: Entry): string => line(entry)
export const tickLine = (clock: z.infer<typeof Clock>): string => line({ clock })

const line = (value: object) => `${JSON.stringify(value)}\n`

function linesOf(bytes: Uint8Array): { readonly whole: readonly string[]; readonly torn: number } {
  const decoder = new TextDecoder()
  const whole: string[] = []
  let start = 0
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    whole.push(decoder.decode(bytes.subarray(start, end)))
    start = end + 1
  }
  return { whole, torn: bytes.length - start }
}

function parse<T>(schema: z.ZodMiniType<T>, text: string | undefined, number: number): T {
  try {
    return schema.parse(JSON.parse(text ?? ''))
  } catch (error) {
    throw new UnreadableFile(`line ${number} is not what Dynorama writes there`, { cause: error })
  }
}
