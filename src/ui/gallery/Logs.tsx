import { useMemo, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import type { LogLine } from '#ui/log/line.ts'
import { LogView } from '#ui/log/LogView.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { Part } from './Part.tsx'

const esc = '\u001b'
const texts = [
  `${esc}[32mGET${esc}[0m /products/42 ${esc}[1m200${esc}[0m 18ms`,
  `${esc}[36mPOST${esc}[0m /cart ${esc}[33m302${esc}[0m 31ms`,
  'Connected to the database in 12 ms',
  `${esc}[31mError:${esc}[0m could not reach the payment service, trying again in 2 s (attempt 3 of 5) with the same idempotency key`,
  `${esc}[90mcache hit ratio 0.93${esc}[0m`,
  `${esc}[38;5;208mslow query${esc}[0m ${esc}[4mselect * from orders${esc}[0m 812ms`,
]

function make(index: number): LogLine {
  const kind = index % 6
  return {
    id: `l${index}`,
    time: Date.UTC(2026, 4, 4, 8) + index * 137,
    source: kind === 2 ? 'worker.1' : kind === 5 ? 'a-very-long-source.12' : 'web.1',
    text: texts[kind] ?? '',
    tone: kind === 3 ? 'error' : kind === 5 ? 'warn' : undefined,
  }
}

/** The log view, with as many lines as anyone has. */
export function Logs() {
  const [lines, setLines] = useState(() => Array.from({ length: 100_000 }, (_, index) => make(index)))
  const [follow, setFollow] = useState(true)
  const [wrap, setWrap] = useState(false)
  const [words, setWords] = useState('')
  const marks = useMemo(() => (words === '' ? [] : [words]), [words])
  const [selected, setSelected] = useState<string | null>(null)
  const add = (count: number) =>
    setLines((all) => [...all, ...Array.from({ length: count }, (_, index) => make(all.length + index))])
  return (
    <Part title="Logs">
      <Card flush>
        <Toolbar label="Log" className="border-b border-line p-2">
          <SearchInput
            label="Search the log"
            shortcut={null}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="flex-1"
          />
          <Checkbox label="Wrap" checked={wrap} onChange={(event) => setWrap(event.target.checked)} />
          <Checkbox label="Follow" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
          <Button onClick={() => add(25)}>Add 25 lines</Button>
        </Toolbar>
        <LogView
          label="Log of 100,000 lines"
          lines={lines}
          follow={follow}
          onFollowChange={setFollow}
          wrap={wrap}
          highlight={marks}
          selected={selected}
          onSelect={setSelected}
          height={320}
        />
      </Card>
      <Card flush>
        <LogView
          label="Empty log"
          lines={[]}
          follow
          onFollowChange={() => {}}
          height={90}
          empty="Nothing was logged in this range."
        />
      </Card>
    </Part>
  )
}
