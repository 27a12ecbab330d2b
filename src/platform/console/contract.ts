import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// What a terminal on a one-off dyno needs beyond the official API. Its shell runs where the terminal is (in the page, or in the
// host of the command line): the platform gives it files and variables, and is told when it ends.

const Session = z.object({
  id: uuid,
  /** run.1234 */
  dyno: z.string(),
  command: z.string(),
  /** Config vars, what the dyno was given beside them, and what every dyno has: HOME, DYNO, PORT, … */
  env: z.record(z.string(), z.string()),
  /** Programs of which the platform knows how they behave, and which a shell therefore asks about. */
  programs: z.array(z.string()),
})
export type Session = z.infer<typeof Session>

const PastRun = z.object({
  id: uuid,
  dyno: z.string(),
  command: z.string(),
  size: z.string(),
  /** The release it ran with. */
  version: z.number(),
  /** The e-mail of who started it. */
  by: z.string(),
  started_at: timestamp,
  ended_at: z.nullable(timestamp),
  /** The exit status; null while it runs. */
  status: z.nullable(z.number()),
  /** Told to stop, or over its time to live, rather than by itself. */
  stopped: z.boolean(),
  /** Whether it had a terminal. */
  terminal: z.boolean(),
})
export type PastRun = z.infer<typeof PastRun>

/** The first line of an answer of `files`; the contents follow one after another, in this order. */
const FilesHead = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      size: z.number(),
      /** How many bytes of content follow; null when what is in the file is not known. */
      bytes: z.nullable(z.number()),
    }),
  ),
  /** Files beyond those listed. */
  omitted: z.number(),
  /** Whether the archive that was deployed is still kept. */
  kept: z.boolean(),
})
export type FilesHead = z.infer<typeof FilesHead>

export interface Deployed {
  /** By absolute path. A file of which nothing but its size is known says so. */
  readonly files: ReadonlyMap<string, string | Uint8Array>
  /** Whether what was deployed is still kept; otherwise only manifests are known. */
  readonly kept: boolean
  /** Files beyond those that are there. */
  readonly omitted: number
}

/** Takes the answer of `files` apart. */
export function unpackFiles(bytes: Uint8Array): Deployed {
  const end = bytes.indexOf(0x0a)
  const head = FilesHead.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))))
  const files = new Map<string, string | Uint8Array>()
  let at = end + 1
  for (const { path, size, bytes: length } of head.files) {
    files.set(`/app/${path}`, length === null ? unknown(size) : bytes.slice(at, at + length))
    at += length ?? 0
  }
  return { files, kept: head.kept, omitted: head.omitted }
}

const unknown = (size: number) => `[${size} bytes; the content of this file is not known here]\n`

const ProgramAnswer = z.object({
  /** What it prints. */
  lines: z.array(z.string()),
  /** Its exit status; null if it goes on until it is stopped. */
  status: z.nullable(z.number()),
  /** How long it takes to end, or to be up, in ms. */
  ms: z.number(),
})

export const consoles = {
  attach: endpoint({
    method: 'POST',
    path: '/control/apps/:app/dynos/:dyno/attach',
    title: 'Attach a terminal to a one-off dyno',
    action: 'dyno.run',
    response: Session,
  }),
  exit: endpoint({
    method: 'POST',
    path: '/control/apps/:app/dynos/:dyno/exit',
    title: "End an attached dyno's process",
    action: 'dyno.run',
    body: z.object({
      status: z.number().check(z.int(), z.minimum(0), z.maximum(255, 'An exit status is a whole number from 0 to 255.')),
    }),
    response: z.object({}),
  }),
  files: endpoint({
    method: 'GET',
    path: '/control/apps/:app/dynos/:dyno/files',
    title: 'Read the files of an attached dyno',
    action: 'dyno.run',
    host: true,
    response: 'bytes',
  }),
  program: endpoint({
    method: 'GET',
    path: '/control/apps/:app/dynos/:dyno/program',
    title: 'Show how a command behaves',
    action: 'dyno.run',
    query: z.object({ command: z.string().check(z.maxLength(4_000, 'A command has at most 4000 characters.')) }),
    response: ProgramAnswer,
  }),
  list: endpoint({
    method: 'GET',
    path: '/control/apps/:app/runs',
    title: 'List one-off dynos of the last days',
    action: 'app.view',
    response: z.array(PastRun),
    list: { sort: ['started_at', 'id'] },
    reads: ['runs', 'dynos'],
  }),
}
