import { createContext, use, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react'
import { WindowVirtualizer, type CustomItemComponentProps, type WindowVirtualizerHandle } from 'virtua'
import { ROW_HEIGHT } from './AppRow.tsx'
import { lineKey, type Line } from './rows.ts'
import type { Scroller } from './useRowKeys.ts'

interface VirtualRowsProps {
  lines: readonly Line[]
  draw: (line: Line) => ReactNode
  ref: Ref<Scroller>
}

const CountContext = createContext(0)

/** Thousands of rows that scroll with the page: only what is seen is in it, and the full length is still told. */
export default function VirtualRows({ lines, draw, ref }: VirtualRowsProps) {
  const virtual = useRef<WindowVirtualizerHandle>(null)
  useImperativeHandle(ref, () => ({ show: (index) => virtual.current?.scrollToIndex(index, { align: 'nearest' }) }), [])
  return (
    <CountContext value={lines.length}>
      <WindowVirtualizer ref={virtual} data={lines} item={Item} itemSize={ROW_HEIGHT}>
        {(line) => <div key={lineKey(line)}>{draw(line)}</div>}
      </WindowVirtualizer>
    </CountContext>
  )
}

function Item({ ref, index, style, children }: CustomItemComponentProps) {
  return (
    <div ref={ref} style={style} role="listitem" aria-posinset={index + 1} aria-setsize={use(CountContext)}>
      {children}
    </div>
  )
}
