import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { redisControl, type Answers, type Reply } from '#platform/redis/contract.ts'
import { replyText } from './bytes.ts'
import { keepState, keptState, withEntries, withTyped, type ConsoleState, type Entry } from './console-state.ts'
import { ofRedis } from './queries.ts'

/** What redis-cli prints as it comes, without quotes. */
const PRINTED = /^\s*info\b/i
/** What is not undone. */
const DANGEROUS = /^\s*flush(all|db)\b/i

const kindOf = (reply: Reply): Entry['kind'] =>
  typeof reply === 'object' && reply !== null && 'error' in reply ? 'error' : 'reply'

function textOf(line: string, reply: Reply): string {
  if (PRINTED.test(line) && typeof reply === 'object' && reply !== null && 'bulk' in reply) return reply.bulk.trimEnd()
  return replyText(reply)
}

/** A store's console: what it shows, and how a line is sent. It is kept under the name of `whose` it is. */
export function useConsole(store: string, whose: string) {
  const { data: catalogue } = useQuery(ofRedis.catalogue())
  const [state, setState] = useState(() => keptState(whose))
  const [busy, setBusy] = useState(false)
  /** A line that has to be confirmed before it is sent. */
  const [asking, setAsking] = useState<string | null>(null)
  const change = (next: (state: ConsoleState) => ConsoleState) => setState(keepState(whose, next(keptState(whose))))
  const prompt = `${store}${state.session?.queue ? '(TX)' : ''}> `

  const show = (line: string, { replies, session, evicted }: Answers) =>
    change((before) => ({
      ...withEntries(
        before,
        ...replies.map((reply) => ({ kind: kindOf(reply), text: textOf(line, reply) })),
        ...(evicted > 0
          ? [{ kind: 'note' as const, text: `${evicted === 1 ? '1 key was' : `${evicted} keys were`} evicted to make room.` }]
          : []),
      ),
      session,
    }))

  const send = async (line: string) => {
    setBusy(true)
    try {
      show(line, await call(redisControl.run, { params: { store }, body: { line, session: keptState(whose).session } }))
    } catch (error) {
      change((before) => withEntries(before, { kind: 'error', text: sentence(error) }))
    } finally {
      setBusy(false)
    }
  }

  const help = (topic: string) => {
    const command = catalogue?.find(({ name }) => name === topic.toUpperCase())
    const text = command
      ? `${command.name} ${command.syntax}\n${command.summary}\ngroup: ${command.group}`
      : topic === ''
        ? `Type a command and press Enter. Up and down go through what was typed, Tab completes a command's name.\nhelp COMMAND explains one, clear empties the screen. There are ${catalogue?.length ?? 0} commands:\n${catalogue?.map(({ name }) => name).join(' ') ?? ''}`
        : `There is no command ${topic}.`
    change((before) => withEntries(before, { kind: 'note', text }))
  }

  const type = (line: string) => {
    if (line.trim() === '') return
    change((before) => withTyped(withEntries(before, { kind: 'typed', text: prompt + line }), line))
    const [, topic] = /^\s*help\b\s*(\S*)/i.exec(line) ?? []
    if (topic !== undefined) help(topic)
    else if (/^\s*clear\s*$/i.test(line)) change((before) => ({ ...before, entries: [] }))
    else if (DANGEROUS.test(line)) setAsking(line)
    else void send(line)
  }

  return {
    ...state,
    prompt,
    busy,
    asking,
    catalogue: catalogue ?? [],
    type,
    clear: () => change((before) => ({ ...before, entries: [] })),
    confirm: () => {
      if (asking !== null) void send(asking)
      setAsking(null)
    },
    refuse: () => {
      if (asking !== null) change((before) => withEntries(before, { kind: 'note', text: 'It was not sent.' }))
      setAsking(null)
    },
  }
}
