import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Dataclip } from '#platform/dataclips/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { diffLines, type Line } from './diff.ts'

/** Every SQL that a dataclip had, each with what it changed. */
export function Versions({ clip }: { clip: Dataclip }) {
  const versions = clip.versions.toReversed()
  const [open, setOpen] = useState<number | null>(null)
  const [first, more] = useMore(versions)
  return (
    <Section title="Versions" description="What each of them changed in the one before.">
      <Card flush>
        <ol reversed aria-label="Versions" className="divide-y divide-line">
          {first.map(({ number, sql, author, created_at }, nth) => (
            <li key={number}>
              <details
                className="group/version"
                open={open === number}
                onToggle={({ currentTarget }) => currentTarget.open && setOpen(number)}
              >
                <summary className="flex min-h-9 cursor-pointer flex-wrap items-center gap-x-3 px-3 py-1.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
                  <ChevronRight
                    size={14}
                    aria-hidden
                    className="-mr-1.5 shrink-0 text-muted transition-transform group-open/version:rotate-90"
                  />
                  <span className="font-medium">Version {number}</span>
                  <span className="text-muted">
                    {author.email}, <TimeAgo time={created_at} />
                  </span>
                </summary>
                {open === number && <Difference before={versions[nth + 1]?.sql ?? null} after={sql} />}
              </details>
            </li>
          ))}
        </ol>
        {more}
      </Card>
    </Section>
  )
}

const signs = { same: ' ', added: '+', removed: '−' } as const
const words = { same: '', added: 'Added: ', removed: 'Removed: ' } as const
const looks = { same: '', added: 'bg-ok-soft text-ok-text', removed: 'bg-error-soft text-error-text' } as const

function Difference({ before, after }: { before: string | null; after: string }) {
  const lines: Line[] = before === null ? after.split('\n').map((text) => ({ kind: 'same', text })) : diffLines(before, after)
  return (
    <div className="flex items-start gap-2 bg-sunken px-3 py-2">
      <ol className="min-w-0 flex-1 font-mono text-xs">
        {lines.map(({ kind, text }, nth) => (
          <li key={`${nth} ${text}`} className={clsx('flex gap-2 px-1', looks[kind])}>
            <span aria-hidden className="shrink-0 select-none whitespace-pre">
              {signs[kind]}
            </span>
            <span className="min-w-0 break-words whitespace-pre-wrap">
              <span className="sr-only">{words[kind]}</span>
              {text || ' '}
            </span>
          </li>
        ))}
      </ol>
      <CopyButton text={after} label="Copy this version" />
    </div>
  )
}
